import {
  allow,
  requireCommitments,
  requireForum,
  requireHappened,
  requireInstitutions,
  requireSessionOf,
  requireSide,
  type Context,
  type LooksAt,
} from '../context.js';
import { commitmentId, forumOf, isCommitmentId, isStatementId, sessionOf, statementId } from '../ids.js';
import { commitmentsNamedIn } from '../named-ids.js';
import type { Undertaking, NewUndertaking } from '../vocabulary.js';
import type { SessionEvent, StatementEvent } from './events.js';
import { refuse, type DataOf } from './rules.js';
import { voided } from './signatures.js';
import { undertakingsIn } from './statement.js';
import { evolve, type Session } from './state.js';

/** A statement as a command brings it. The decider adds the numbers and the side that spoke. */
export type NewStatement = {
  [T in StatementEvent['type']]: { type: T; data: WithoutNumbers<DataOf<T>> };
}[StatementEvent['type']];
type WithoutNumbers<D> = Omit<D, 'statementId' | 'undertakings' | 'side' | 'learnedLate'> &
  (D extends { undertakings: unknown } ? { undertakings: NewUndertaking[] } : unknown);

export interface StatementsCommand {
  type: 'RecordStatements';
  data: { session: string; statements: NewStatement[] };
}

/** The rules for statements use the standing of the commitments, and the institutions that have or are to get them. */
export const statementsLookAt = ({ statements }: StatementsCommand['data']): LooksAt => {
  const commitments = statements.flatMap(commitmentsNamedIn);
  const referredTo = statements.flatMap(({ data }) => ('toForum' in data ? (data.toForum ?? []) : []));
  return { commitments, forums: [...commitments.map(forumOf), ...referredTo] };
};

/** Records statements in the order in which they were made, all of them or none. */
export const recordStatements = (
  { session, statements }: StatementsCommand['data'],
  state: Session,
  context: Context,
): SessionEvent[] => {
  allow(context, 'recorder');
  requireForum(context);
  let now = state;
  const said = statements.map((asked) => {
    const event = numbered(asked, session, now);
    check(event, takenUpBy(asked), session, now, context);
    now = evolve(now, event);
    return event;
  });
  const [first] = said;
  return first ? [...said, ...voided(state, 'added', first.data.statementId)] : said;
};

/** Ids of existing proposals that the statement takes up. */
const takenUpBy = ({ data }: NewStatement): string[] =>
  'undertakings' in data ? data.undertakings.flatMap(({ commitmentId }) => commitmentId ?? []) : [];

const numbered = (asked: NewStatement, session: string, state: Session): StatementEvent => {
  const { speaker } = asked.data;
  let last = state.lastCommitment;
  const number = (undertaking: NewUndertaking): Undertaking => ({
    lead: [],
    support: [],
    beneficiaries: [],
    ...undertaking,
    commitmentId: undertaking.commitmentId ?? commitmentId(session, (last += 1)),
  });
  return {
    type: asked.type,
    data: {
      statementId: statementId(session, state.lastStatement + 1),
      ...asked.data,
      ...('undertakings' in asked.data && { undertakings: asked.data.undertakings.map(number) }),
      ...(sided.has(asked.type) && { side: speaker.kind === 'side' ? speaker.side : undefined }),
      ...learned(asked.type, state),
    },
  } as StatementEvent;
};

/**
 * What becomes known of a session later is recorded as such. A reservation is put into the minutes until they are in
 * effect, so it is not late before; nor is anything of a session that is known only by its minutes.
 */
const learned = (
  type: StatementEvent['type'],
  { phase, inEffect, heldNotAfter }: Session,
): Pick<StatementEvent['data'], 'learnedLate'> => {
  if (phase !== 'concluded') return {};
  if (inEffect) return { learnedLate: 'afterSignature' };
  return type === 'StatementInsertedBySide' || heldNotAfter !== undefined ? {} : { learnedLate: 'afterConclusion' };
};

/** Statements that one side makes for itself. */
const sided = new Set<string>(['DirectionGiven', 'ProposalMade', 'StatementInsertedBySide']);
const joint = new Set<string>([
  'DecisionTaken',
  'UndertakingAgreed',
  'ProjectInitiated',
  'RecommendationMade',
  'CommitmentReviewed',
]);

const check = (
  event: StatementEvent,
  takenUp: readonly string[],
  session: string,
  state: Session,
  context: Context,
): void => {
  const { type, data } = event;
  const { speaker } = data;
  if (state.phase !== 'open' && state.phase !== 'concluded')
    refuse('SESSION_NOT_OPEN', `Nothing has been said in a session that is ${state.phase}; open it first.`);
  if (joint.has(type) && speaker.kind !== 'joint')
    refuse(
      'NOT_JOINT',
      'Only a joint statement binds both sides; what one side wants is a proposal, what it tells its own bodies a direction.',
    );
  if (sided.has(type) && speaker.kind !== 'side')
    refuse('NOT_ONE_SIDE', 'This is said by one side; name it as the speaker.');
  if (speaker.kind !== 'joint') requireSide(context, speaker.side);
  if (speaker.kind === 'official') requireInstitutions(context, speaker.institution);
  checkReferences(data.refersTo, session, state, context);
  const sitting = { session, state, context };
  requireProposed(takenUp, sitting);
  for (const { commitmentId: id, lead, support, beneficiaries, due } of undertakingsIn(event)) {
    requireInstitutions(context, ...lead, ...support, ...beneficiaries);
    requireSessionOf(forumsAround(id, sitting), due?.session);
  }
  checkParticulars(event, sitting);
};

const checkReferences = (refersTo: readonly string[], session: string, state: Session, context: Context): void => {
  requireKnown(refersTo.filter(isCommitmentId), state, context);
  for (const id of refersTo.filter(isStatementId))
    if (sessionOf(id) === session && !Object.hasOwn(state.statements, id))
      refuse('UNKNOWN_STATEMENT', `There is no statement ${id} in this session.`, id);
};

/** Throws unless the commitments exist, or this same session has just brought them up. */
const requireKnown = (ids: readonly string[], state: Session, context: Context): void => {
  const fresh = broughtUpHere(state);
  requireCommitments(
    context,
    ids.filter((id) => !fresh.has(id)),
  );
};

const broughtUpHere = ({ statements }: Session): Set<string> =>
  new Set(
    Object.values(statements).flatMap(({ undertakings, annulled }) =>
      annulled ? [] : undertakings.map(({ commitmentId }) => commitmentId),
    ),
  );

/** What a statement is checked against: the session, its state, and the context. */
interface Sitting {
  readonly session: string;
  readonly state: Session;
  readonly context: Context;
}

/** Any commitment may be mentioned; acted on only this forum's, its children's and those of forums it also serves. */
const requireWithinReach = (ids: readonly string[], { session, state, context }: Sitting): void => {
  requireKnown(ids, state, context);
  const here = forumOf(session);
  for (const id of ids) {
    const own = forumOf(id);
    const within =
      [here, ...state.alsoServes].includes(own) ||
      context.forums.get(own)?.parent === here ||
      context.commitments.get(id)?.referredTo === here;
    if (!within)
      refuse(
        'OTHER_FORUM',
        `${id} belongs to ${own}; a session of that forum, or of its parent, can act on it.`,
        id,
        own,
      );
  }
};

/** The forums whose sessions come into question for a commitment: its own, this one, and their parents. */
const forumsAround = (id: string, { session, context }: Sitting): (string | undefined)[] => {
  const own = forumOf(id);
  return [...new Set([own, forumOf(session), context.forums.get(own)?.parent, context.forum.parent])];
};

/** A commitment can be referred only to another forum, which must exist. */
const requireReferable = (toForum: string, ids: readonly string[], { context }: Sitting): void => {
  if (!context.forums.get(toForum)?.established)
    refuse('UNKNOWN_FORUM', `The forum ${toForum} has not been established yet.`, toForum);
  for (const id of ids)
    if (forumOf(id) === toForum)
      refuse('OTHER_FORUM', `${id} is before ${toForum} already; it is referred to another.`, id, toForum);
};

/** Only a proposal can be taken up, accepted, declined or withdrawn. */
const requireProposed = (ids: readonly string[], sitting: Sitting): void => {
  const { state, context } = sitting;
  requireWithinReach(ids, sitting);
  const answered = answeredHere(state);
  for (const id of ids) {
    if (answered.has(id)) refuse('NOT_PROPOSED', `${id} was answered in this session already.`, id);
    const adoption = context.commitments.get(id)?.adoption;
    if (adoption !== undefined && adoption !== 'proposed')
      refuse('NOT_PROPOSED', `${id} is not a proposal but ${adoption}.`, id);
  }
};

/** The commitments that this session answered, even if the policy has not carried the answer into their streams yet. */
const answeredHere = ({ statements }: Session): Set<string> =>
  new Set(Object.values(statements).flatMap(({ answers, annulled }) => (annulled ? [] : answers)));

const checkParticulars = (event: StatementEvent, sitting: Sitting): void => {
  const { type, data } = event;
  const { state, context } = sitting;
  switch (type) {
    case 'ProjectInitiated':
      return requireWithinReach(data.starts, sitting);
    case 'InstrumentSigned':
      requireHappened(context, data.signedOn);
      requireInstitutions(context, ...data.parties);
      return checkFulfils(data, sitting);
    case 'BodyEstablished':
      return checkFulfils(data, sitting);
    case 'DirectionGiven':
      return data.undertakings.forEach((undertaking) => checkOneSided(undertaking, data.side, context));
    case 'RequestMade':
      requireSide(context, data.addressee.side);
      return requireInstitutions(context, data.addressee.institution);
    case 'RecommendationMade':
      requireWithinReach(data.commitments, sitting);
      return requireReferable(data.toForum, data.commitments, sitting);
    case 'ProposalAccepted':
    case 'ProposalDeclined':
    case 'ProposalWithdrawn':
      requireProposed(data.commitments, sitting);
      return data.commitments.forEach((id) => checkAnswer(type, id, data.speaker, state, context));
    case 'CommitmentReviewed':
      return checkReview(data, sitting);
    case 'DecisionTaken':
    case 'UndertakingAgreed':
    case 'ProposalMade':
    case 'ProgressAppreciated':
    case 'OutcomeCommended':
    case 'AchievementAcknowledged':
    case 'ConcernExpressed':
    case 'MatterNoted':
    case 'PositionReaffirmed':
    case 'HopeExpressed':
    case 'StatementInsertedBySide':
      return;
  }
};

const checkFulfils = (
  { fulfils, speaker }: Pick<DataOf<'BodyEstablished'>, 'fulfils' | 'speaker'>,
  sitting: Sitting,
): void => {
  if (fulfils === undefined) return;
  if (speaker.kind !== 'joint') refuse('NOT_JOINT', 'Only a joint statement can say that a commitment is fulfilled.');
  requireWithinReach([fulfils], sitting);
};

const checkOneSided = ({ kind, lead, support }: Undertaking, side: string, context: Context): void => {
  const foreign = [...lead, ...support].find((id) => context.forum.institutions[id]!.side !== side);
  if (kind !== 'measureByOneSide' || foreign !== undefined)
    refuse(
      'NOT_A_ONE_SIDED_MEASURE',
      `A direction binds only ${side}: kind measureByOneSide, and its own institutions.`,
    );
};

// T2, T3: the other side answers a proposal, the proposing side withdraws it; both together may do either.
const checkAnswer = (
  type: 'ProposalAccepted' | 'ProposalDeclined' | 'ProposalWithdrawn',
  id: string,
  speaker: DataOf<'ProposalAccepted'>['speaker'],
  state: Session,
  context: Context,
): void => {
  if (speaker.kind === 'joint') return;
  if (speaker.kind === 'official')
    return refuse('NOT_ONE_SIDE', 'A side answers a proposal, or both together; an official binds nobody.');
  const known = context.commitments.get(id);
  const { proposedBy, addressee } = known?.registered ? known : proposedHere(id, state);
  if (type === 'ProposalWithdrawn') {
    if (speaker.side !== proposedBy)
      refuse(
        'NOT_THE_PROPOSER',
        `${id} was proposed by ${proposedBy ?? 'nobody alone'}; only that side withdraws it.`,
        id,
      );
  } else if (speaker.side === proposedBy || (addressee !== undefined && speaker.side !== addressee))
    refuse('THE_PROPOSER', `${id} is not for ${speaker.side} to answer; ${addressee ?? 'the other side'} does.`, id);
};

const proposedHere = (id: string, { statements }: Session): { proposedBy?: string; addressee?: string } => {
  const statement = Object.values(statements).find((it) =>
    it.undertakings.some(({ commitmentId }) => commitmentId === id),
  );
  return {
    ...(statement?.speaker.kind === 'side' && { proposedBy: statement.speaker.side }),
    addressee: statement?.addressee,
  };
};

/** The fields that each outcome requires besides itself. */
const particulars = {
  completionConfirmed: [],
  completionNotAccepted: ['reason'],
  carriedOver: ['toSession'],
  dateRevised: ['due', 'reason'],
  deferred: ['due'],
  superseded: ['by'],
  withdrawn: ['reason'],
  lapsed: ['reason'],
  reopened: ['reason'],
  referred: ['toForum'],
  referralReturned: [],
} as const;

const checkReview = (data: DataOf<'CommitmentReviewed'>, sitting: Sitting): void => {
  const missing = particulars[data.outcome].find((field) => data[field] === undefined);
  if (missing) refuse('OUTCOME_INCOMPLETE', `The outcome ${data.outcome} needs the field ${missing}.`);
  requireWithinReach([data.commitmentId, ...(data.by ?? [])], sitting);
  if (data.by?.includes(data.commitmentId)) refuse('REPLACES_ITSELF', 'A commitment cannot supersede itself.');
  for (const named of [data.toSession, data.due?.session])
    requireSessionOf(forumsAround(data.commitmentId, sitting), named);
  if (data.toForum !== undefined) requireReferable(data.toForum, [data.commitmentId], sitting);
};
