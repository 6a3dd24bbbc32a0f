import { CheckpointMoved, type Checkpoint, type FollowerBooks } from '@jwg/event-sourcing';
import type { BooksDatabase } from './tables.js';

/**
 * The books in their tables, for both databases.
 *
 * @param moving  moves checkpoints, where that need not wait for the disk
 */
export const booksIn = (
  db: BooksDatabase,
  moving = db,
): Pick<FollowerBooks, 'checkpoint' | 'checkpoints' | 'skips'> => {
  const begin = (name: string, { cursor, position }: Checkpoint) =>
    moving
      .insertInto('checkpoints')
      .values({ name, cursor, position })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
      .then(({ numInsertedOrUpdatedRows }) => numInsertedOrUpdatedRows);
  const moveFrom = (after: string, name: string, { cursor, position }: Checkpoint) =>
    moving
      .updateTable('checkpoints')
      .set({ cursor, position })
      .where('name', '=', name)
      .where('cursor', '=', after)
      .executeTakeFirstOrThrow()
      .then(({ numUpdatedRows }) => numUpdatedRows);

  return {
    checkpoint: (name) => ({
      get: () =>
        db.selectFrom('checkpoints').select(['cursor', 'position']).where('name', '=', name).executeTakeFirst(),
      async move(after, to) {
        const moved = after === undefined ? await begin(name, to) : await moveFrom(after, name, to);
        if (moved !== 1n) throw new CheckpointMoved(name);
      },
    }),

    async checkpoints() {
      const rows = await db.selectFrom('checkpoints').selectAll().execute();
      return new Map(rows.map(({ name, cursor, position }) => [name, { cursor, position }]));
    },

    skips: {
      async list(follower) {
        const rows = await db.selectFrom('skipped_events').selectAll().where('follower', '=', follower).execute();
        return rows.map(({ event_id, by, reason }) => ({ eventId: event_id, by, reason }));
      },
      async record(follower, { eventId, by, reason }) {
        await db
          .insertInto('skipped_events')
          .values({ follower, event_id: eventId, by, reason, recorded_at: new Date().toISOString() })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      },
    },
  };
};
