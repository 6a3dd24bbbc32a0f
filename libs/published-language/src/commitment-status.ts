import {
  CommitmentId,
  CommitmentKind,
  Due,
  evolveStanding,
  ForumId,
  forumOf,
  InstitutionId,
  list,
  Name,
  named,
  notRegistered,
  OccurredAt,
  oneOf,
  optional,
  Percent,
  record,
  Text,
  Words,
  type Category,
  type CommitmentEvent,
  type Metadata,
} from '@jwg/domain';
import { categoryOf, type StoredEvent } from '@jwg/event-sourcing';
import { Type, type Static } from 'typebox';
import { isPublished, toCloudEvent, type Attributes, type Delivery } from './cloud-event.js';
import { schemaPath, STATUS_TYPE } from './names.js';

const institutions = (description: string) => list(InstitutionId, { description });
const described = <T extends object>(schema: T, description: string): T => ({ ...schema, description });

/** The whole current status of one commitment, as everybody sees it. A service needs no history beside it. */
export const CommitmentStatus = record({
  commitmentId: CommitmentId,
  forum: ForumId,
  kind: CommitmentKind,
  title: Text,
  lead: institutions('the institutions that lead it'),
  support: institutions('the institutions that support it'),
  beneficiaries: institutions('the institutions that it is for'),
  due: optional(Due),
  condition: optional(described(Words, 'what has to be so before it is to be done')),
  percent: optional(described(Percent, 'how much of it is done, as last reported')),
  status: described(
    // In order of precedence: first the words that close a commitment, then those from the minutes, then those from the
    // work.
    named(
      'OverallStatus',
      oneOf(
        'superseded',
        'withdrawn',
        'lapsed',
        'referred',
        'notAdopted',
        'proposed',
        'notStarted',
        'inProgress',
        'onHold',
        'reportedComplete',
        'completed',
      ),
    ),
    'the one word that the three axes come to',
  ),
  since: described(OccurredAt, 'when it came to this word'),
  adoption: described(
    named('AdoptionStatus', oneOf('proposed', 'provisional', 'adopted', 'notAdopted')),
    'what the minutes make of it; provisional: said, and not signed by both sides',
  ),
  implementation: described(
    named('ImplementationStatus', oneOf('notStarted', 'inProgress', 'onHold', 'reportedComplete', 'completed')),
    'how far the work is',
  ),
  disposition: described(
    named('DispositionStatus', oneOf('open', 'superseded', 'withdrawn', 'lapsed', 'referred')),
    'whether it is still to be done here',
  ),
  blockedBy: optional(
    Type.Object(
      { cause: Words, waitingFor: optional(Name) },
      { title: 'BlockedBy', additionalProperties: false, description: 'why it is on hold, while it is' },
    ),
  ),
  referredTo: optional(described(ForumId, 'the forum that has it now')),
  supersededBy: list(CommitmentId, { description: 'the commitments that took its place' }),
});
export type CommitmentStatus = Static<typeof CommitmentStatus>;

/** A published status. Its attributes are those of the event that led to it, except as `toStatusRecord` says. */
export interface StatusRecord extends Attributes {
  readonly type: typeof STATUS_TYPE;
  readonly data: CommitmentStatus;
}

/** Only events in a commitment's own stream change its status. */
export const isOfCommitment = (stream: string): boolean => categoryOf(stream) === ('commitment' satisfies Category);

/**
 * The status after one more event of the commitment's own stream. Pure. An event internal to a side does not change it.
 *
 * @returns `undefined` until the commitment is registered, because a statement may name a commitment that is never
 *          registered. From then on the commitment always has a status, because no event removes it.
 */
export const evolveStatus = (
  before: CommitmentStatus | undefined,
  event: StoredEvent,
): CommitmentStatus | undefined => {
  const fact = event as StoredEvent<CommitmentEvent, Metadata>;
  if (!isPublished(event)) return before;
  if (fact.type !== 'CommitmentRegistered') return before && isMove(before, fact);
  const { occurredAt } = fact.metadata;
  const { commitmentId } = fact.data;
  return isMove({ ...notRegistered, commitmentId, forum: forumOf(commitmentId), since: occurredAt }, fact);
};

const isMove = (before: CommitmentStatus, event: StoredEvent<CommitmentEvent, Metadata>): CommitmentStatus => {
  const standing = evolveStanding(before, event);
  const blocked = event.type === 'CommitmentBlocked' ? event.data : before.blockedBy;
  const blockedBy = standing.implementation === 'onHold' ? blocked : undefined;
  const since = standing.status === before.status ? before.since : event.metadata.occurredAt;
  return { ...standing, since, blockedBy };
};

/**
 * The record for the compacted topic. Its key (`partitionkey`) is the commitment's id, so the topic keeps the last
 * status. `sequence` is the position in the ledger up to which the status is true. The record has the event's id, so
 * its `source` is longer than the event's.
 *
 * @param event  the last event that led to the status
 */
export const toStatusRecord = (
  status: CommitmentStatus,
  event: StoredEvent,
  source: string,
  delivery: Exclude<Delivery, 'correction'> = 'live',
): StatusRecord => ({
  ...toCloudEvent(event, source, delivery),
  source: `${source}/commitment-status`,
  type: STATUS_TYPE,
  dataschema: source + schemaPath('CommitmentStatus', 1),
  partitionkey: status.commitmentId,
  data: status,
});
