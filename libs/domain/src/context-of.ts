import type { Fact } from '@jwg/event-sourcing';
import type { Context, LedgerDecider, OwnHistory } from './context.js';
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

/** @param state  of the command's own stream, and `own` its events */
export const neededFor = <S, C extends Fact>(
  { looksAt }: Pick<LedgerDecider<S, C, never>, 'looksAt'>,
  id: string,
  command: C,
  state: S,
  own: OwnHistory,
): Needed => {
  const { forums = [], commitments = [], sessions = [], histories = [] } = looksAt?.(command, state, own) ?? {};
  return {
    forums: [...new Set([forumOf(id), ...forums])],
    commitments: [...new Set(commitments)],
    sessions: [...new Set(sessions)],
    histories: [...new Set(histories)],
  };
};

/** Builds the context of a decision: from what was loaded, the stream's own events, the actor and the time. */
export const contextOf = (
  { forums: [first] }: Needed,
  { forums, ...others }: States,
  own: OwnHistory,
  at: Pick<Context, 'now' | 'actor' | 'occurredAt' | 'recall'>,
): Context => ({
  ...at,
  forum: forums.get(first!) ?? notEstablished,
  forums,
  ...others,
  get history() {
    return own.history; // read only where a rule looks
  },
});
