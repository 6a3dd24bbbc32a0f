import type { TSchema } from 'typebox';
import { commitmentEvents, type CommitmentEvent } from './commitment/events.js';
import { forumEvents, type ForumEvent } from './forum/events.js';
import { readEvents, type ReadEvent } from './reads/events.js';
import { sessionEvents, type SessionEvent } from './session/events.js';

/** Every event of the ledger. */
export type LedgerEvent = ForumEvent | SessionEvent | CommitmentEvent | ReadEvent;
export type EventType = LedgerEvent['type'];

/** The kinds of stream; each has one decider. */
export type Category = 'forum' | 'session' | 'commitment' | 'reads';

/**
 * The schema of every event's data, by type. Events are checked with it before they are stored, and the published
 * contract is generated from it.
 */
export const catalogue: Readonly<Record<EventType, TSchema>> = {
  ...forumEvents,
  ...sessionEvents,
  ...commitmentEvents,
  ...readEvents,
};
