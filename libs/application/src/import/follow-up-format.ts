import { Type } from 'typebox';
import {
  CommitmentId,
  Count,
  ForumId,
  InstitutionId,
  Language,
  Name,
  oneOf,
  optional,
  PartialDate,
  record,
  SessionId,
  Side,
  StatementId,
} from '@jwg/domain';
import { followUpCommands } from './commands-of.js';
import { described, provenance } from './described.js';

const OnBehalfOf = record({ side: Side, institution: optional(InstitutionId) });

/** What was entered before and is wrong, by what the file knows of it. */
export const NamedEntry = record({
  statement: optional(described('this statement', StatementId)),
  language: optional(described('with `statement`: its words that were added in this language', Language)),
  source: optional(described('with `statement`: its further source that was added, by its reference', Name)),
  signature: optional(described('the signature of this side', Side)),
  version: optional(described('with `signature`: on this version; the latest where left out', Count)),
  institution: optional(described('what was entered of this institution of the forum', InstitutionId)),
  type: optional(described('the type of its event, as timelines show it: CompletionReported', Name)),
  on: optional(described('the day on which it happened', PartialDate)),
  by: optional(described('on whose behalf it was entered', OnBehalfOf)),
});

export const FollowUp = Type.Object(
  {
    on: described('when it happened', PartialDate),
    commitment: optional(described('what it happened to; one of these three, as the command has it', CommitmentId)),
    session: optional(SessionId),
    forum: optional(ForumId),
    command: oneOf(...followUpCommands),
    by: optional(
      described(
        'on whose behalf: with an institution its focal point, without one the secretariat of the side',
        OnBehalfOf,
      ),
    ),
    entry: optional(
      described(
        'of a command that sets an entry right: which entry; the only one with that `field` where left out',
        NamedEntry,
      ),
    ),
    ...provenance,
  },
  {
    additionalProperties: true,
    description: 'what happened between sessions, and what sets a mistake right, with the command’s fields',
  },
);
