import {
  CheckpointMoved,
  project,
  step,
  touched,
  type AnyProjection,
  type Cursor,
  type EventStore,
  type Follower,
  type ProjectionOf,
  type Row,
  type StoredEvent,
} from '@jwg/event-sourcing';
import { EVERYBODY, innerCircle, type Audience } from './audience.js';
import type { Ending } from './engines.js';
import {
  advance,
  beginGeneration,
  generationFor,
  generationsOf,
  swapWhenCaughtUp,
  type Generation,
} from './generations.js';
import type { Rows } from './open-rows.js';
import { OPEN_END, versionsName, type Database } from './tables.js';
import { sortable } from './values.js';

interface Version {
  readonly from: number;
  readonly row: Row | undefined;
  readonly body: string | undefined;
}

/** The version from before the batch, then one version for each change, by audience. */
type Histories = Map<Audience, { readonly isStored: boolean; readonly versions: Version[] }>;

const NOTHING: Version = { from: -1, row: undefined, body: undefined };

/** The rows that a batch touches, by key: for everybody, and for each audience that has its own row. */
const foldBatch = (projection: ProjectionOf<Row>, batch: readonly StoredEvent[], stored: Map<string, Histories>) => {
  const touchedRows = new Map<string, Histories>();
  for (const event of batch) {
    const inner = innerCircle(event);
    for (const key of touched(projection, event)) {
      let histories = touchedRows.get(key);
      if (!histories) touchedRows.set(key, (histories = stored.get(key) ?? (new Map() as Histories)));
      const everybody = histories.get(EVERYBODY) ?? { isStored: false, versions: [NOTHING] };
      histories.set(EVERYBODY, everybody);
      for (const audience of inner ?? histories.keys()) {
        // An audience without its own row has seen everybody's row until now.
        const own = histories.get(audience) ?? { isStored: false, versions: [everybody.versions.at(-1)!] };
        const before = own.versions.at(-1)!;
        const row = project(projection, before.row, event, key);
        if (row === before.row) continue;
        const body = row && JSON.stringify(row);
        if (body === before.body) continue;
        own.versions.push({ from: event.position, row, body });
        histories.set(audience, own);
      }
    }
  }
  return touchedRows;
};

/** A tombstone in an audience's own rows: this audience has no row although everybody else has. */
const NO_ROW = 'null';

/**
 * Maintains a projection's rows. It works on the generation of the projection's version and begins one if there is
 * none. `generation` names another one, which is being rebuilt. A generation that has caught up replaces the live one.
 *
 * Its `checkpoint` throws `ProjectionOutdated` when the rows belong to a later version of the projection.
 */
export const projectionFollower = (
  { engine }: Rows,
  projection: AnyProjection,
  options: { generation?: number } = {},
): Follower => {
  const columns = Object.keys(projection.columns);
  const allColumns = ['key', 'audience', 'from_position', 'until_position', 'body', ...columns];
  let current: Generation | undefined;

  const find = async (): Promise<Generation> => {
    if (options.generation === undefined) return generationFor(engine, projection);
    const all = await generationsOf(engine.db, projection.name);
    const found = all.find(({ generation }) => generation === options.generation);
    if (!found) throw new Error(`Generation ${options.generation} of ${projection.name} is gone`);
    return found;
  };

  const storedVersions = async (trx: Database, generation: Generation, keys: string[]) => {
    const lines = await trx
      .selectFrom(versionsName(generation))
      .select(['key', 'audience', 'from_position', 'body'])
      .where(engine.among('key', keys))
      .where('until_position', '=', OPEN_END)
      .execute();
    const stored = new Map<string, Histories>();
    for (const { key, audience, from_position: from, body } of lines) {
      const version = body === NO_ROW ? { ...NOTHING, from } : { from, row: JSON.parse(body) as Row, body };
      const histories: Histories = stored.get(key) ?? (new Map() as Histories);
      stored.set(key, histories.set(audience as Audience, { isStored: true, versions: [version] }));
    }
    return stored;
  };

  const write = async (trx: Database, generation: Generation, batch: readonly StoredEvent[], keys: string[]) => {
    const touchedRows = foldBatch(projection, batch, await storedVersions(trx, generation, keys));
    const endings: Ending[] = [];
    const lines: unknown[][] = [];
    for (const [key, histories] of touchedRows) {
      for (const [audience, { isStored, versions }] of histories) {
        const changes = versions.slice(1);
        if (isStored && changes[0]) endings.push([key, audience, changes[0].from]);
        changes.forEach(({ from, row, body }, index) => {
          if (!row && audience === EVERYBODY) return;
          const until = changes[index + 1]?.from ?? OPEN_END;
          const values = columns.map((column) => (row ? sortable(projection.columns[column]!(row)) : null));
          lines.push([key, audience, from, until, body ?? NO_ROW, ...values]);
        });
      }
    }
    await engine.close(trx, versionsName(generation), endings);
    await engine.insert(trx, versionsName(generation), allColumns, lines);
  };

  const move = async (
    to: StoredEvent,
    after: Cursor | undefined,
    effect?: (trx: Database, on: Generation) => Promise<void>,
  ) => {
    const generation = current ?? (await find());
    if (!effect && generation.state === 'live') return advance(engine.db, generation, after, to);
    await engine.db.transaction().execute(async (trx) => {
      await advance(trx, generation, after, to);
      await effect?.(trx, generation);
      if (generation.state === 'building') await swapWhenCaughtUp(trx, generation, to.position);
    });
  };

  return {
    name: projection.name,
    async checkpoint() {
      current = await find();
      const { cursor, position } = current;
      return cursor === null ? undefined : { cursor, position };
    },
    handle: (batch, after) => {
      const keys = [...new Set(batch.flatMap((event) => touched(projection, event)))];
      // Most batches do not touch a sparse projection: then one statement is enough, instead of a transaction's three.
      if (keys.length === 0) return move(batch.at(-1)!, after);
      return move(batch.at(-1)!, after, (trx, generation) => write(trx, generation, batch, keys));
    },
    skip: (event, after) => move(event, after),
  };
};

/**
 * Folds the whole ledger into a new generation of a projection, beside the live one. The live one stays readable until
 * the new one replaces it. A follower of the live one, in this or another process, continues with the new one.
 */
export const rebuild = async (
  rows: Rows,
  projection: AnyProjection,
  store: Pick<EventStore, 'readAll'>,
): Promise<void> => {
  const generation = await beginGeneration(rows.engine, projection);
  const follower = projectionFollower(rows, projection, { generation });
  const building = async () =>
    (await generationsOf(rows.engine.db, projection.name)).some(
      (one) => one.generation === generation && one.state === 'building',
    );
  try {
    while ((await step(store, follower)) > 0);
  } catch (error) {
    if (error instanceof CheckpointMoved && !(await building())) return; // already live and followed
    throw error;
  }
  if (await building()) throw new Error(`The ledger ends before the live rows of ${projection.name} do`);
};
