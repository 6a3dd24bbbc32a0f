import type { Fact, StoredEvent } from '@jwg/event-sourcing';
import type { Context, LedgerDecider } from './context.js';
import { initial as notEstablished } from './forum/state.js';
import { forumOf } from './ids.js';

/** What has to be loaded before a command can be decided: states of streams, and whole histories of a few. */
export interface Needed {
  /** The stream's own forum comes first. */
  readonly forums: readonly string[];
  readonly commitments: readonly string[];
  readonly sessions: readonly string[];
  readonly histories: readonly string[];
}

/** The needed states and histories, by id. */
export type States = Pick<Context, 'forums' | 'commitments' | 'sessions' | 'histories'>;

export const neededFor = <C extends Fact>(
  { looksAt }: Pick<LedgerDecider<never, C, never>, 'looksAt'>,
  id: string,
  command: C,
  history: readonly StoredEvent[],
): Needed => {
  const { forums = [], commitments = [], sessions = [], histories = [] } = looksAt?.(command, history) ?? {};
  return {
    forums: [...new Set([forumOf(id), ...forums])],
    commitments: [...new Set(commitments)],
    sessions: [...new Set(sessions)],
    histories: [...new Set(histories)],
  };
};

/** Builds the context of a decision: from what was loaded, the stream's own events, the actor and the time. */
export const contextOf = (
  { forums: [own] }: Needed,
  { forums, ...others }: States,
  history: readonly StoredEvent[],
  at: Pick<Context, 'now' | 'actor' | 'occurredAt'>,
): Context => ({ ...at, forum: forums.get(own!) ?? notEstablished, forums, ...others, history });
