import type { Viewer } from '@jwg/domain';
import type { AnyProjection, Checkpoint } from '@jwg/event-sourcing';
import { audienceOf } from './audience.js';
import { openPostgres, openSqlite, type Engine } from './engines.js';
import type { Generation } from './generations.js';
import { LiveGenerations } from './live-generations.js';
import type { Owner } from './owner.js';
import type { PostgresPlace } from './postgres-pool.js';
import { sqlReader, type RowReader } from './reader.js';

/** The database of read models. Whatever is in it can be built again from the ledger. */
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
  /** How far the live rows of each projection are, by its name; of those that have handled an event. */
  checkpoints(): Promise<ReadonlyMap<string, Checkpoint>>;
  /** Which ledger the rows are of, where they do not lie beside it: with PostgreSQL only. */
  readonly owner?: Owner;
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

    async checkpoints() {
      const found = await db
        .selectFrom('generations')
        .select(['name', 'cursor', 'position'])
        .where('state', '=', 'live')
        .execute();
      return new Map(
        found.flatMap(({ name, cursor, position }) => (cursor === null ? [] : [[name, { cursor, position }]])),
      );
    },

    generations: () => db.selectFrom('generations').selectAll().orderBy('name').orderBy('generation').execute(),
    close: () => db.destroy(),
  };
};
