import { Type } from 'typebox';
import { EventId, list, Name, optional, record, StatementId, Words } from '../vocabulary.js';
import { changes, effect } from './restoration.js';

/** What was entered by mistake is set right by these. */
export const setRightEvents = {
  /** What `cause` led to here rested on a mistake in a session, and is taken back. */
  EffectTakenBack: record({
    cause: EventId,
    /** The entries that it led to. */
    entries: list(EventId, { minItems: 1, maxItems: 50 }),
    ...effect,
    reason: Words,
    changes,
  }),
  /** The statement was made in another session than the one in which it had been entered. What it did stays. */
  EffectMoved: record({
    /** The event of the statement in the session in which it was made. */
    cause: EventId,
    /** The id under which it had been entered. */
    from: StatementId,
    statement: StatementId,
    /** The entries that it led to. */
    entries: list(EventId, { minItems: 1, maxItems: 50 }),
    changes,
  }),
  /** A field of an entry of this commitment was never right. The entry itself stays as it is. */
  EntryCorrected: record({
    eventId: EventId,
    field: Name,
    old: Type.Unknown(),
    new: Type.Unknown(),
    reason: Words,
    changes,
  }),
  /** An entry of this commitment should never have been made: a report for the wrong item, a consent by mistake. */
  EntryWithdrawn: record({
    eventId: EventId,
    /** Its kind. */
    entry: Name,
    reason: Words,
    changes,
    /** Evidence that only this entry brought. */
    evidence: optional(list(Words, { maxItems: 50 })),
  }),
};
