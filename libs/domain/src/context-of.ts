import type { Fact, StoredEvent } from '@jwg/event-sourcing';
import type { Context, LedgerDecider } from './context.js';
import { initial as notEstablished } from './forum/state.js';
import { forumOf } from './ids.js';

/** What has to be loaded before a command can be decided. The caller loads the states of these streams. */
export interface Needed {
  /** The stream's own forum comes first. */
  readonly forums: readonly string[];
  readonly commitments: readonly string[];
  /** An event of the stream itself. */
  readonly eventId?: string;
}

/** The states of the needed streams, by id. */
export type States = Pick<Context, 'forums' | 'commitments'>;

export const neededFor = <C extends Fact>(
  { looksAt }: Pick<LedgerDecider<never, C, never>, 'looksAt'>,
  id: string,
  command: C,
): Needed => {
  const { forums = [], commitments = [], eventId } = looksAt?.(command) ?? {};
  return { forums: [...new Set([forumOf(id), ...forums])], commitments: [...new Set(commitments)], eventId };
};

/** Builds the context of a decision: from the loaded states, the stream's own events, the actor and the time. */
export const contextOf = <E extends Fact>(
  { forums: [own], eventId }: Needed,
  { forums, commitments }: States,
  history: readonly StoredEvent<E>[],
  { now, actor }: Pick<Context, 'now' | 'actor'>,
): Context => {
  const original = eventId === undefined ? undefined : history.find((event) => event.id === eventId);
  return {
    now,
    actor,
    forum: forums.get(own!) ?? notEstablished,
    forums,
    commitments,
    ...(original && { original: { type: original.type, data: original.data } }),
  };
};
