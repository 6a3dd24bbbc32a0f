import { Type } from 'typebox';
import {
  CommitmentId,
  ForumId,
  InstitutionId,
  Name,
  named,
  oneOf,
  optional,
  record,
  SessionId,
  Side,
  type FactOf,
} from '../vocabulary.js';

export const readKinds = ['export', 'bundle', 'report'] as const;

const Position = Type.Integer({ minimum: -1 });

// Stored facts. Names and fields are the storage format: add, never edit.
export const readEvents = {
  /**
   * A part of the ledger was given out as a whole. `forum`: missing where it was all of it. `position`: the last one that
   * it could hold. `after`: it went on after this position.
   */
  LedgerRead: record({
    forum: optional(ForumId),
    what: named('ReadKind', oneOf(...readKinds)),
    /** The session or the commitment; missing where it was of the whole forum. */
    subject: optional(Type.Union([SessionId, CommitmentId])),
    /** The form of an export. */
    format: optional(named('ExportFormat', oneOf('ndjson', 'csv', 'prov'))),
    /** The side that a report is of, or whose internal events a bundle has. */
    of: optional(Side),
    position: Position,
    after: optional(Position),
    /** Of the reader, who is the actor. */
    side: optional(Side),
    institution: optional(InstitutionId),
    /** As the reader gave it. */
    purpose: optional(Name),
  }),
};
export type ReadEvent = FactOf<typeof readEvents>;
