import { valuesOf } from '../by-id.js';
import type { Commitment } from '../commitment/state.js';
import type { Context } from '../context.js';
import type { Speaker } from '../vocabulary.js';
import type { StatementEvent } from './events.js';
import { requireWithinReach, servedBy } from './reach.js';
import { refuse } from './rules.js';
import type { Sitting } from './sitting.js';
import { undertakingsIn } from './statement.js';
import type { Session } from './state.js';

/** A proposal as it lies on the table: of an earlier session, or of this one. */
type Proposal = Pick<Commitment, 'kind' | 'lead' | 'support' | 'beneficiaries'> & {
  readonly proposedBy?: string;
  readonly addressee?: string;
};

export const proposalOf = (id: string, { state, context }: Omit<Sitting, 'session'>): Proposal | undefined => {
  const known = context.commitments.get(id);
  return known?.registered ? known : proposedHere(id, state);
};

const proposedHere = (id: string, { statements }: Session): Proposal | undefined => {
  for (const { speaker, addressee, undertakings, annulled } of valuesOf(statements)) {
    const found = undertakings.find(({ commitmentId }) => commitmentId === id);
    if (found && !annulled) return { ...found, proposedBy: sideOf(speaker), addressee };
  }
  return undefined;
};

/** The side for which somebody speaks, if it is one. An official speaks for the own side. */
export const sideOf = (speaker: Speaker): string | undefined => (speaker.kind === 'joint' ? undefined : speaker.side);

type Answer = 'takeUp' | 'accept' | 'decline' | 'withdraw';

/** What a forum may still say to a matter that was referred to it, although it is no proposal any more. */
const answerable: Readonly<Record<Answer, readonly string[]>> = {
  takeUp: ['proposed', 'provisional'],
  accept: ['proposed', 'provisional', 'adopted'],
  decline: ['proposed', 'provisional'],
  withdraw: ['proposed'],
};

/** Only a proposal, or what was referred to this session's forum, can be taken up, accepted, declined or withdrawn. */
export const requireProposed = (ids: readonly string[], answer: Answer, sitting: Sitting): void => {
  if (ids.length === 0) return;
  const { state, context } = sitting;
  requireWithinReach(ids, sitting);
  const answered = answeredHere(state);
  for (const id of ids) {
    if (answered.has(id)) refuse('NOT_PROPOSED', `${id} was answered in this session already.`, id);
    const { adoption = 'proposed', referredTo } = context.commitments.get(id) ?? {};
    const isReferredHere = referredTo !== undefined && servedBy(sitting).includes(referredTo);
    if (!(isReferredHere ? answerable[answer] : ['proposed']).includes(adoption))
      refuse('NOT_PROPOSED', `${id} is not a proposal but ${adoption}.`, id);
  }
};

/** The commitments that this session answered, even if the policy has not carried the answer into their streams yet. */
const answeredHere = ({ statements }: Session): Set<string> =>
  new Set(valuesOf(statements).flatMap(({ answers, annulled }) => (annulled ? [] : answers)));

// T2, T3: the other side answers a proposal, the proposing side withdraws it; both together may do either.
export const checkAnswer = (
  type: 'ProposalAccepted' | 'ProposalDeclined' | 'ProposalWithdrawn',
  id: string,
  speaker: Speaker,
  sitting: Sitting,
): void => {
  if (speaker.kind === 'joint') return;
  if (speaker.kind === 'official')
    return refuse('NOT_ONE_SIDE', 'A side answers a proposal, or both together; an official binds nobody.');
  const { proposedBy, addressee } = proposalOf(id, sitting) ?? {};
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

/** A request is one side's to the other. If nobody knew who asked, the one that was asked could ask itself. */
export const checkRequest = ({ data }: Extract<StatementEvent, { type: 'RequestMade' }>): void => {
  const { speaker, addressee, undertakings } = data;
  if (speaker.kind === 'joint') return;
  if (undertakings.length > 0 && speaker.side === undefined)
    refuse('NOT_ONE_SIDE', 'This asks for an undertaking; say for which side the official asks.');
  if (speaker.side === addressee.side)
    refuse('ASKS_ITSELF', `${addressee.side} cannot ask itself; it directs its own bodies, or asks the other side.`);
};

/** The side that a statement binds alone: by what it tells its own bodies, or undertakes alone in a joint text. */
const boundAlone = ({ type, data }: StatementEvent): string | undefined =>
  type === 'DirectionGiven' ? data.side : type === 'UndertakingAgreed' ? sideOf(data.speaker) : undefined;

/** What binds one side alone: of the kind measureByOneSide, for its own institutions, taking up no other's. */
export const checkOneSided = (
  event: StatementEvent,
  takenUp: readonly string[],
  sitting: Omit<Sitting, 'session'>,
): void => {
  const side = boundAlone(event);
  if (side === undefined) return;
  for (const undertaking of undertakingsIn(event)) requireOwnMeasure(undertaking, side, sitting.context);
  for (const id of takenUp) {
    const proposal = proposalOf(id, sitting);
    if (!proposal) continue;
    requireOwnMeasure(proposal, side, sitting.context);
    if (proposal.proposedBy !== side)
      refuse('NOT_THE_PROPOSER', `${id} was not proposed by ${side} alone; ${side} alone cannot take it up.`, id);
  }
};

const requireOwnMeasure = (
  { kind, lead, support }: Pick<Commitment, 'kind' | 'lead' | 'support'>,
  side: string,
  { forum }: Context,
): void => {
  const foreign = [...lead, ...support].find((id) => forum.institutions[id]?.side !== side);
  if (kind !== 'measureByOneSide' || foreign !== undefined)
    refuse(
      'NOT_A_ONE_SIDED_MEASURE',
      `One side alone binds only ${side}: kind measureByOneSide, and its own institutions.`,
    );
};
