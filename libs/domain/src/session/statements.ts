import { idIn } from '../by-id.js';
import {
  allow,
  requireForum,
  requireHappened,
  requireInstitutions,
  requireSide,
  type Context,
  type LooksAt,
} from '../context.js';
import { answerFor, requireNotSucceeded } from '../forum/succession.js';
import { commitmentId, forumOf, isCommitmentId, isStatementId, sessionOf, statementId } from '../ids.js';
import { commitmentsNamedIn } from '../named-ids.js';
import type { Due, Undertaking, NewUndertaking } from '../vocabulary.js';
import type { SessionEvent, StatementEvent } from './events.js';
import { learned } from './late.js';
import { checkAnswer, checkOneSided, checkRequest, proposalOf, requireProposed } from './proposals.js';
import { requireComing, requireReferable, requireWithinReach } from './reach.js';
import { refuse, type DataOf } from './rules.js';
import { voided } from './signatures.js';
import { requireKnown, type Sitting } from './sitting.js';
import { undertakingsIn } from './statement.js';
import { evolve, type Session } from './state.js';

/** A statement as a command brings it. The decider adds the numbers, the side, and the forums served. */
export type NewStatement = {
  [T in StatementEvent['type']]: { type: T; data: WithoutNumbers<DataOf<T>> };
}[StatementEvent['type']];
type WithoutNumbers<D> = Omit<D, 'statementId' | 'undertakings' | 'side' | 'learnedLate' | 'alsoServes'> &
  (D extends { undertakings: unknown } ? { undertakings: NewUndertaking[] } : unknown);

export interface StatementsCommand {
  type: 'RecordStatements';
  data: { session: string; statements: NewStatement[] };
}

/** The rules for statements use the standing of the commitments, and the institutions that have or are to get them. */
export const statementsLookAt = ({ statements }: StatementsCommand['data']): LooksAt => {
  const commitments = statements.flatMap(commitmentsNamedIn);
  const referredTo = statements.flatMap(({ data }) => ('toForum' in data ? (data.toForum ?? []) : []));
  return {
    commitments,
    forums: [...commitments.map(forumOf), ...referredTo],
    sessions: statements.flatMap(datesIn),
  };
};

/** The sessions that a statement names as dates. */
const datesIn = ({ data }: NewStatement): string[] => {
  const {
    toSession,
    due,
    undertakings = [],
  } = data as { toSession?: string; due?: Due; undertakings?: NewUndertaking[] };
  return [toSession, due?.session, ...undertakings.map((it) => it.due?.session)].filter((it) => it !== undefined);
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
    const sitting = { session, state: now, context };
    const event = numbered(asked, sitting);
    check(event, takenUpBy(asked), sitting);
    now = evolve(now, event);
    return event;
  });
  const [first] = said;
  return first ? [...said, ...voided(state, 'added', first.data.statementId)] : said;
};

/** Ids of existing proposals that the statement takes up. */
const takenUpBy = ({ data }: NewStatement): string[] =>
  'undertakings' in data ? data.undertakings.flatMap(({ commitmentId }) => commitmentId ?? []) : [];

const numbered = (asked: NewStatement, sitting: Sitting): StatementEvent => {
  const { session, state } = sitting;
  const { speaker } = asked.data;
  let last = state.lastCommitment;
  const number = (undertaking: NewUndertaking): Undertaking => ({
    ...partiesOf(undertaking.commitmentId, sitting),
    ...undertaking,
    commitmentId: undertaking.commitmentId ?? commitmentId(session, (last += 1)),
  });
  return {
    type: asked.type,
    data: {
      statementId: statementId(session, state.lastStatement + 1),
      ...asked.data,
      ...(state.alsoServes.length > 0 && { alsoServes: state.alsoServes }),
      ...('undertakings' in asked.data && { undertakings: asked.data.undertakings.map(number) }),
      ...(sided.has(asked.type) && { side: speaker.kind === 'side' ? speaker.side : undefined }),
      ...learned(asked.type, state),
    },
  } as StatementEvent;
};

/** The institutions of an undertaking that does not name them: those of the proposal that it takes up, or none. */
const partiesOf = (takenUp: string | undefined, sitting: Sitting) => {
  const proposal = takenUp === undefined ? undefined : proposalOf(takenUp, sitting);
  const { lead = [], support = [], beneficiaries = [] } = proposal ?? {};
  const now = (ids: readonly string[]) => answerFor(sitting.context.forum, ids);
  return { lead: now(lead), support: now(support), beneficiaries: now(beneficiaries) };
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

const check = (event: StatementEvent, takenUp: readonly string[], sitting: Sitting): void => {
  const { data } = event;
  const { context } = sitting;
  requireSitting(sitting);
  requireSpeaker(event, context);
  checkReferences(data.refersTo, sitting);
  requireProposed(takenUp, 'takeUp', sitting);
  for (const { commitmentId: id, lead, support, beneficiaries, due } of undertakingsIn(event)) {
    requireInstitutions(context, ...lead, ...support, ...beneficiaries);
    requireNotSucceeded(context, sitting.state.openedOn, ...lead, ...support, ...beneficiaries);
    requireComing(id, sitting, due?.session);
  }
  checkParticulars(event, takenUp, sitting);
};

const requireSitting = ({ state: { phase } }: Sitting): void => {
  if (phase !== 'open' && phase !== 'concluded')
    refuse('SESSION_NOT_OPEN', `Nothing has been said in a session that is ${phase}; open it first.`);
};

const requireSpeaker = ({ type, data: { speaker } }: StatementEvent, context: Context): void => {
  // In a joint text one side may undertake something alone, which binds nobody else.
  const isOwnUndertaking = type === 'UndertakingAgreed' && speaker.kind === 'side';
  if (joint.has(type) && speaker.kind !== 'joint' && !isOwnUndertaking)
    refuse(
      'NOT_JOINT',
      'Only a joint statement binds both sides; what one side wants is a proposal, what it tells its own bodies a direction.',
    );
  if (sided.has(type) && speaker.kind !== 'side')
    refuse('NOT_ONE_SIDE', 'This is said by one side; name it as the speaker.');
  if (speaker.kind !== 'joint') requireSide(context, speaker.side);
  if (speaker.kind === 'official') requireInstitutions(context, speaker.institution);
};

const checkReferences = (refersTo: readonly string[], sitting: Sitting): void => {
  requireKnown(refersTo.filter(isCommitmentId), sitting);
  for (const id of refersTo.filter(isStatementId))
    if (sessionOf(id) === sitting.session && !idIn(sitting.state.statements, id))
      refuse('UNKNOWN_STATEMENT', `There is no statement ${id} in this session.`, id);
};

const checkParticulars = (event: StatementEvent, takenUp: readonly string[], sitting: Sitting): void => {
  const { type, data } = event;
  const { context } = sitting;
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
    case 'UndertakingAgreed':
      return checkOneSided(event, takenUp, sitting);
    case 'RequestMade':
      requireSide(context, data.addressee.side);
      requireInstitutions(context, data.addressee.institution);
      requireNotSucceeded(context, sitting.state.openedOn, data.addressee.institution);
      return checkRequest(event);
    case 'RecommendationMade':
      requireWithinReach(data.commitments, sitting);
      return requireReferable(data.toForum, data.commitments, sitting);
    case 'ProposalAccepted':
    case 'ProposalDeclined':
    case 'ProposalWithdrawn':
      requireProposed(data.commitments, answers[type], sitting);
      return data.commitments.forEach((id) => checkAnswer(type, id, data.speaker, sitting));
    case 'CommitmentReviewed':
      return checkReview(data, sitting);
    case 'DecisionTaken':
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

const answers = { ProposalAccepted: 'accept', ProposalDeclined: 'decline', ProposalWithdrawn: 'withdraw' } as const;

const checkFulfils = (
  { fulfils, speaker }: Pick<DataOf<'BodyEstablished'>, 'fulfils' | 'speaker'>,
  sitting: Sitting,
): void => {
  if (fulfils === undefined) return;
  if (speaker.kind !== 'joint') refuse('NOT_JOINT', 'Only a joint statement can say that a commitment is fulfilled.');
  requireWithinReach([fulfils], sitting);
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
  requireComing(data.commitmentId, sitting, data.toSession, data.due?.session);
  if (data.toForum !== undefined) requireReferable(data.toForum, [data.commitmentId], sitting);
};
