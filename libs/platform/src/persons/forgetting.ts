import type { ForumEvent } from '@jwg/domain';
import type { Follower, StoredEvent } from '@jwg/event-sourcing';
import type { Persons } from './persons.js';

type Forgotten = Extract<ForumEvent, { type: 'PersonForgotten' }>;

/**
 * Destroys the keys of whoever the log says is forgotten. Its checkpoint lies with the keys: when older keys are put
 * back, it reads on from there, and destroys them again.
 */
export const forgettingFollower = (persons: Persons): Follower => {
  const { checkpoint } = persons.keys;
  const move = ({ cursor, position }: StoredEvent, after: string | undefined) =>
    checkpoint.move(after, { cursor, position });
  return {
    name: 'forgetting',
    checkpoint: () => checkpoint.get(),
    handle: async (batch, after) => {
      const ids = (batch as readonly StoredEvent<Forgotten>[]).flatMap(({ type, data }) =>
        type === 'PersonForgotten' ? [data.person] : [],
      );
      if (ids.length > 0) await persons.forget(ids);
      await move(batch.at(-1)!, after);
    },
    skip: move,
  };
};
