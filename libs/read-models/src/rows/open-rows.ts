import type { Viewer } from '@jwg/domain';
import type { AnyProjection, Checkpoint } from '@jwg/event-sourcing';
import { audienceOf } from './audience.js';
import type { Engine } from './engine.js';
import { openPostgres, openSqlite } from './engines.js';
import type { Generation } from './generations.js';
import { LiveGenerations, RowsBeingRebuilt } from './live-generations.js';
import type { Owner } from './owner.js';
import type { PostgresPlace } from './postgres-pool.js';
import { sqlReader, type RowReader } from './reader.js';
import { asStored, type ShowRows } from './show-rows.js';

/** The database of read models. Everything in it can be rebuilt from the ledger. */
export interface Rows {
  /** For this library only. */
  readonly engine: Engine;
  /**
   * The rows as they were after the event at this position; at most `position(…)` of the projections you ask. They hold
   * what the viewer may see; without a viewer, what everybody sees.
   */
  at(position: number, viewer?: Viewer): RowReader;
  /**
   * The smallest position that all of these have handled, -1 if one has handled none: "now" for a read of them.
   *
   * @throws RowsBeingRebuilt  one of them is being built of a long ledger: nothing of it can be read yet
   */
  position(...projections: AnyProjection[]): Promise<number>;
  /** The checkpoint of each projection's live rows, by its name, for projections that have handled an event. */
  checkpoints(): Promise<ReadonlyMap<string, Checkpoint>>;
  /** The owner of the rows, where they are not beside their ledger: with PostgreSQL only. */
  readonly owner?: Owner;
  /** Every projection's generations, for operators: which are live, which are being built, and how far they are. */
  generations(): Promise<Generation[]>;
  close(): Promise<void>;
}

/**
 * Opens the read models: SQLite in a folder, or PostgreSQL. Creates what is missing. A folder has one writing `Rows`
 * (the ledger's lock ensures it), and any number that read; with PostgreSQL all may write. A folder that cannot be
 * written is read as it is. While PostgreSQL does not answer, every call throws StoreUnavailable within two seconds.
 *
 * @param show  what becomes of the JSON of rows before it is read: persons' names are enciphered in it
 * @throws ReadModelsDamaged, ReadModelsMissing, StoreUnavailable
 */
export const openRows = async (place: { folder: string } | PostgresPlace, show: ShowRows = asStored): Promise<Rows> => {
  const engine = await ('folder' in place ? openSqlite(place.folder) : openPostgres(place));
  const { db } = engine;
  const live = new LiveGenerations(engine);

  return {
    engine,
    ...(engine.owner && { owner: engine.owner }),
    at: (position, viewer = {}) => sqlReader(engine, live, position, audienceOf(viewer), show),

    async position(...projections) {
      const names = [...new Set(projections.map(({ name }) => name))];
      const all = await db
        .selectFrom('generations')
        .select(['name', 'state', 'position'])
        .where(engine.among('name', names))
        .execute();
      const live = all.filter(({ state }) => state === 'live');
      if (live.length < names.length) return -1;
      const empty = live.filter(({ position }) => position === -1).map(({ name }) => name);
      const built = all.find(({ name, position }) => position >= 0 && empty.includes(name));
      if (built) throw new RowsBeingRebuilt(built.name);
      return Math.min(...live.map(({ position }) => position));
    },

    async checkpoints() {
      const rows = await db
        .selectFrom('generations')
        .select(['name', 'cursor', 'position'])
        .where('state', '=', 'live')
        .execute();
      return new Map(
        rows.flatMap(({ name, cursor, position }) => (cursor === null ? [] : [[name, { cursor, position }]])),
      );
    },

    generations: () => db.selectFrom('generations').selectAll().orderBy('name').orderBy('generation').execute(),
    close: () => db.destroy(),
  };
};
