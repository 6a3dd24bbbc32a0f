import type { Fact, StoredEvent } from '@jwg/event-sourcing';
import type { Context, LedgerDecider } from './context.js';
import { initial as notEstablished } from './forum/state.js';
import { forumOf } from './ids.js';

/** What has to be at hand before a command can be decided. The caller loads the states of these streams. */
export interface Needed {
  /** The stream's own forum is the first. */
  readonly forums: readonly string[];
  readonly commitments: readonly string[];
  /** An event of the own stream. */
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

/** What a decision may look at, made of what is needed for it, the own stream's events, and who acts when. */
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
