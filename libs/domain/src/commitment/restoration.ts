import { Type, type TSchema } from 'typebox';
import {
  CommitmentId,
  Difference,
  Evidence,
  ForumId,
  InstitutionId,
  inCapitals,
  list,
  named,
  oneOf,
  optional,
  PartialDate,
  Percent,
  record,
  SessionId,
  Side,
  StatementId,
} from '../vocabulary.js';
import { ReviewOutcome } from '../session/events.js';

/** The statement that took effect here, if one did. Its session is part of its id. */
export const effect = { statement: optional(StatementId) };
export const Milestone = Type.String({ pattern: '^m[1-9][0-9]{0,2}$' });

/** The side, and the institution if one reported; `forum` if a joint statement said so. */
const Reporter = named(
  'CompletionReporter',
  record({ side: optional(Side), institution: optional(InstitutionId), forum: optional(Type.Boolean()) }),
);
export const CompletionReported = record({
  by: Reporter,
  completedOn: PartialDate,
  evidence: list(Evidence, { minItems: 1, maxItems: 50 }),
  ...effect,
});
const sides = list(Side);
export const consents = ['confirmCompletion', 'withdraw', 'lapse', 'reopen', 'reviseDueDate'] as const;

const restores = <F extends string, S extends TSchema>(field: F, value: S) =>
  named(
    `${inCapitals(field)}Restoration`,
    record({ field: Type.Literal(field), from: optional(value), to: optional(value) }),
  );
const commitmentIds = list(CommitmentId, { maxItems: 50 });
/** One field as it stood by a mistake, and as it stands without it; a missing side means that there is no value. */
const Restoration = Type.Union(
  [
    ...Difference.anyOf,
    restores('adoption', named('AdoptionStatus', oneOf('proposed', 'provisional', 'adopted', 'notAdopted'))),
    restores(
      'implementation',
      named('ImplementationStatus', oneOf('notStarted', 'inProgress', 'onHold', 'reportedComplete', 'completed')),
    ),
    restores('disposition', named('DispositionStatus', oneOf('open', 'superseded', 'withdrawn', 'lapsed', 'referred'))),
    restores('percent', Percent),
    restores('referredTo', ForumId),
    restores('supersededBy', commitmentIds),
    restores('carriedOver', list(SessionId)),
    restores('standsOn', SessionId),
    restores('signedIn', list(SessionId)),
    restores('report', named('CompletionReport', CompletionReported)),
    restores('waiting', named('WaitingOutcome', record({ statement: StatementId, outcome: ReviewOutcome }))),
    restores(
      'milestones',
      named('MilestoneStates', Type.Record(Milestone, named('MilestoneState', oneOf('defined', 'reached')))),
    ),
    restores(
      'consents',
      named(
        'ConsentsBySide',
        record({
          confirmCompletion: optional(sides),
          withdraw: optional(sides),
          lapse: optional(sides),
          reopen: optional(sides),
          reviseDueDate: optional(sides),
        }),
      ),
    ),
  ],
  { title: 'Restoration' },
);
export const changes = list(Restoration, { maxItems: 30 });
