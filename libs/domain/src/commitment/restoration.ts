import { Type, type TSchema } from 'typebox';
import {
  CommitmentId,
  Difference,
  Evidence,
  ForumId,
  InstitutionId,
  list,
  oneOf,
  optional,
  PartialDate,
  Percent,
  record,
  SessionId,
  Side,
  StatementId,
} from '../vocabulary.js';
import { reviewOutcomes } from '../session/events.js';

/** The statement that took effect here, if one did. Its session is part of its id. */
export const effect = { statement: optional(StatementId) };
export const Milestone = Type.String({ pattern: '^m[1-9][0-9]{0,2}$' });

/** The side, and the institution if one reported; `forum` if a joint statement said so. */
const Reporter = record({
  side: optional(Side),
  institution: optional(InstitutionId),
  forum: optional(Type.Boolean()),
});
export const CompletionReported = record({
  by: Reporter,
  completedOn: PartialDate,
  evidence: list(Evidence, { minItems: 1, maxItems: 50 }),
  ...effect,
});
const sides = list(Side);
export const consents = ['confirmCompletion', 'withdraw', 'lapse', 'reopen', 'reviseDueDate'] as const;

const restores = <F extends string, S extends TSchema>(field: F, value: S) =>
  record({ field: Type.Literal(field), from: optional(value), to: optional(value) });
const commitmentIds = list(CommitmentId, { maxItems: 50 });
/** One field as it stood by a mistake, and as it stands without it; a missing side means that there is no value. */
const Restoration = Type.Union([
  ...Difference.anyOf,
  restores('adoption', oneOf('proposed', 'provisional', 'adopted', 'notAdopted')),
  restores('implementation', oneOf('notStarted', 'inProgress', 'onHold', 'reportedComplete', 'completed')),
  restores('disposition', oneOf('open', 'superseded', 'withdrawn', 'lapsed', 'referred')),
  restores('percent', Percent),
  restores('referredTo', ForumId),
  restores('supersededBy', commitmentIds),
  restores('carriedOver', list(SessionId)),
  restores('standsOn', SessionId),
  restores('signedIn', list(SessionId)),
  restores('report', CompletionReported),
  restores('waiting', record({ statement: StatementId, outcome: oneOf(...reviewOutcomes) })),
  restores('milestones', Type.Record(Milestone, oneOf('defined', 'reached'))),
  restores(
    'consents',
    Type.Partial(
      record({ confirmCompletion: sides, withdraw: sides, lapse: sides, reopen: sides, reviseDueDate: sides }),
    ),
  ),
]);
export const changes = list(Restoration, { maxItems: 30 });
