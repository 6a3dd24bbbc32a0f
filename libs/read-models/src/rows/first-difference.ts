import { step, type AnyProjection, type EventStore } from '@jwg/event-sourcing';
import { sql } from 'kysely';
import type { Engine } from './engine.js';
import { generationsOf, type Generation } from './generations.js';
import type { Rows } from './open-rows.js';
import { projectionFollower } from './projection-follower.js';
import type { Bodies } from './outlines.js';
import { outlinesOf } from './stored-outlines.js';
import { OPEN_END, partsName, versionsName, type VersionsName, type VersionTable } from './tables.js';

/** Where the rows of a projection are not what the ledger leads to. */
export interface Difference {
  readonly key: string;
  /** From where on the row, or its absence, is another one. */
  readonly position: number;
}

/**
 * Folds the ledger anew into rows of its own, and compares every version of every row with those that are kept, up to
 * where these are; `undefined` if they agree, or if there are none. It holds one row of each at a time, and one batch.
 *
 * @param fresh  empty rows
 */
export const firstDifference = async (
  kept: Rows,
  fresh: Rows,
  projection: AnyProjection,
  store: Pick<EventStore, 'readAll'>,
  progress: (position: number) => void = () => {},
): Promise<Difference | undefined> => {
  const live = (await generationsOf(kept.engine.db, projection.name)).find(({ state }) => state === 'live');
  if (live?.version !== projection.version || live.position < 0) return undefined;
  const upTo = live.position;
  const follower = projectionFollower(fresh, projection);
  while ((await step(upToThere(store, upTo), follower)) > 0) progress((await follower.checkpoint())?.position ?? 0);
  const [own] = await generationsOf(fresh.engine.db, projection.name);
  const tables = [
    { nameOf: versionsName, by: ['key', 'audience'] },
    ...(projection.apart ? [{ nameOf: partsName, by: ['key', 'part', 'audience'] }] : []),
  ];
  for (const { nameOf, by } of tables) {
    const is = versionsOf(kept.engine, live, nameOf(live), upTo, by);
    const difference = await firstOf(is, versionsOf(fresh.engine, own!, nameOf(own!), upTo, by));
    if (difference) return difference;
  }
  return undefined;
};

const upToThere = (store: Pick<EventStore, 'readAll'>, upTo: number): Pick<EventStore, 'readAll'> => ({
  readAll: async (after, limit) => (await store.readAll(after, limit)).filter(({ position }) => position <= upTo),
});

/** The versions that there were after the event at that position, in order. */
async function* versionsOf(
  engine: Engine,
  generation: Generation,
  table: VersionsName,
  upTo: number,
  by: readonly string[],
): AsyncGenerator<VersionTable> {
  const bodies = await outlinesOf(engine, engine.db, generation);
  let query = engine.db.selectFrom(table).selectAll().where('from_position', '<=', upTo);
  for (const column of [...by, 'until_position', 'from_position']) query = query.orderBy(sql.ref(column));
  const rows = query.stream() as AsyncIterable<VersionTable>;
  for await (const row of rows) {
    const until = Number(row.until_position);
    const body = presentForm(bodies, row.body);
    yield { ...row, body, until_position: until > upTo ? OPEN_END : until, from_position: Number(row.from_position) };
  }
}

/** The two may number their outlines in different orders. What cannot be read is itself a difference. */
const presentForm = (bodies: Bodies, text: string): string => {
  try {
    return JSON.stringify(bodies.read(text));
  } catch {
    return text;
  }
};

const firstOf = async (
  is: AsyncGenerator<VersionTable>,
  ought: AsyncGenerator<VersionTable>,
): Promise<Difference | undefined> => {
  try {
    for (;;) {
      const [one, other] = [(await is.next()).value, (await ought.next()).value] as (VersionTable | undefined)[];
      if (one === undefined && other === undefined) return undefined;
      if (JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))) continue;
      const [first] = [one, other].filter((it) => it !== undefined).sort(byKey);
      return { key: first!.key, position: first!.from_position };
    }
  } finally {
    await is.return(undefined);
    await ought.return(undefined);
  }
};

const sorted = (row: VersionTable | undefined) => row && Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
const byKey = (one: VersionTable, other: VersionTable): number =>
  one.key < other.key ? -1 : one.key > other.key ? 1 : 0;
