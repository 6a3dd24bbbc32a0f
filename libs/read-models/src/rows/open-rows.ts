import type { Viewer } from '@jwg/domain';
import {
  CheckpointMoved,
  type AnyProjection,
  type Checkpoint,
  type Cursor,
  type Lease,
  type Skips,
} from '@jwg/event-sourcing';
import { audienceOf } from './audience.js';
import { openPostgres, openSqlite, type Engine } from './engines.js';
import type { Generation } from './generations.js';
import { LiveGenerations } from './live-generations.js';
import type { Owner } from './owner.js';
import type { PostgresPlace } from './postgres-pool.js';
import { sqlReader, type RowReader } from './reader.js';

/** Where a follower stands whose effect lies elsewhere (a policy, a relay). */
export interface StoredCheckpoint {
  get(): Promise<Checkpoint | undefined>;
  /** @throws CheckpointMoved  it is no longer at `after` */
  move(after: Cursor | undefined, to: Checkpoint): Promise<void>;
}

/** The database of read models. Whatever is in it can be built again from the ledger, but for `skips`. */
export interface Rows {
  /** For this library only. */
  readonly engine: Engine;
  /**
   * The rows as they were when the event at this position had been handled; at most `position(…)` of those you ask. They
   * hold what the viewer may see; without one, what everybody sees.
   */
  at(position: number, viewer?: Viewer): RowReader;
  /** The smallest position that all of them have handled, -1 when one has none: what "now" means for a read of them. */
  position(...projections: AnyProjection[]): Promise<number>;
  checkpoint(follower: string): StoredCheckpoint;
  /** Where every follower has got to that keeps its checkpoint here, whichever process works it; by name. */
  positions(): Promise<ReadonlyMap<string, number>>;
  /** Who works which follower, where several processes may: with PostgreSQL only. */
  readonly lease?: Lease;
  /** Which ledger the rows are of, where they do not lie beside it: with PostgreSQL only. */
  readonly owner?: Owner;
  readonly skips: Skips;
  /** Every projection's generations, for operators: which are live, which are being built, and how far they are. */
  generations(): Promise<Generation[]>;
  close(): Promise<void>;
}

/**
 * Opens the read models: SQLite in a folder, or PostgreSQL. Creates what is missing. A folder has one `Rows` that writes
 * (the ledger's lock sees to it), and any number that read; with PostgreSQL everybody may write. Where the folder may
 * not be written, the read models are as they are. While PostgreSQL does not answer, everything here throws StoreUnavailable
 * within two seconds.
 *
 * @throws ReadModelsDamaged, ReadModelsMissing, StoreUnavailable
 */
export const openRows = async (place: { folder: string } | PostgresPlace): Promise<Rows> => {
  const engine = await ('folder' in place ? openSqlite(place.folder) : openPostgres(place));
  const { db } = engine;
  const live = new LiveGenerations(db);

  return {
    engine,
    ...(engine.lease && { lease: engine.lease }),
    ...(engine.owner && { owner: engine.owner }),
    at: (position, viewer = {}) => sqlReader(engine, live, position, audienceOf(viewer)),

    async position(...projections) {
      const names = [...new Set(projections.map(({ name }) => name))];
      const found = await db
        .selectFrom('generations')
        .select('position')
        .where('state', '=', 'live')
        .where(engine.among('name', names))
        .execute();
      return found.length < names.length ? -1 : Math.min(...found.map(({ position }) => position));
    },

    async positions() {
      const found = await db
        .selectFrom('generations')
        .select(['name', 'position'])
        .where('state', '=', 'live')
        .unionAll(db.selectFrom('checkpoints').select(['name', 'position']))
        .execute();
      return new Map(found.map(({ name, position }) => [name, position]));
    },

    checkpoint: (name) => ({
      get: () =>
        db.selectFrom('checkpoints').select(['cursor', 'position']).where('name', '=', name).executeTakeFirst(),
      async move(after, { cursor, position }) {
        const moved =
          after === undefined
            ? (
                await db
                  .insertInto('checkpoints')
                  .values({ name, cursor, position })
                  .onConflict((conflict) => conflict.doNothing())
                  .executeTakeFirstOrThrow()
              ).numInsertedOrUpdatedRows
            : (
                await db
                  .updateTable('checkpoints')
                  .set({ cursor, position })
                  .where('name', '=', name)
                  .where('cursor', '=', after)
                  .executeTakeFirstOrThrow()
              ).numUpdatedRows;
        if (moved !== 1n) throw new CheckpointMoved(name);
      },
    }),

    skips: {
      async list(follower) {
        const found = await db.selectFrom('skipped_events').selectAll().where('follower', '=', follower).execute();
        return found.map(({ event_id, by, reason }) => ({ eventId: event_id, by, reason }));
      },
      async record(follower, { eventId, by, reason }) {
        await db
          .insertInto('skipped_events')
          .values({ follower, event_id: eventId, by, reason, recorded_at: new Date().toISOString() })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      },
    },

    generations: () => db.selectFrom('generations').selectAll().orderBy('name').orderBy('generation').execute(),
    close: () => db.destroy(),
  };
};
