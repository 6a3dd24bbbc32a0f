import { setImmediate } from 'node:timers/promises';
import { touched, type AnyProjection, type Cursor, type Follower, type StoredEvent } from '@jwg/event-sourcing';
import { ROW, valuesOf } from './apart.js';
import type { Audience } from './audience.js';
import { advance, beginGeneration, generationFor, generationsOf, writing, type Generation } from './generations.js';
import { complete } from './complete-build.js';
import { IS_OPEN, IS_VALUE } from './indexes.js';
import type { Rows } from './open-rows.js';
import type { Stored } from './known-rows.js';
import { RememberedRows } from './remembered-rows.js';
import { RowFold } from './row-fold.js';
import { NONE, RowWriter } from './row-writer.js';
import { keepOutlines, outlinesOf } from './stored-outlines.js';
import { partsName, versionsName, type Database } from './tables.js';

/** Events a transaction: more of them change the same pages of an index, which are then written once. */
const BATCH = 1_000;

/**
 * Maintains a projection's rows. It works on the generation of the projection's version and begins one if there is
 * none. `generation` names another one, which is being rebuilt. A generation that has caught up replaces the live one.
 * So does one that begins where the log is long already: it is built beside live rows of which there are none.
 *
 * Its `checkpoint` throws `ProjectionOutdated` when the rows belong to a later version of the projection.
 */
export const projectionFollower = (
  { engine }: Rows,
  projection: AnyProjection,
  { generation: named }: { generation?: number } = {},
): Follower => {
  const values = valuesOf(projection);
  let current: Generation | undefined;
  let remembered: RememberedRows | undefined;

  const find = async (): Promise<Generation> => {
    if (named === undefined) return generationFor(engine, projection);
    const all = await generationsOf(engine.db, projection.name);
    const found = all.find(({ generation }) => generation === named);
    if (!found) throw new Error(`Generation ${named} of ${projection.name} is gone`);
    return found;
  };

  const storedRows = async (trx: Database, generation: Generation, keys: string[]): Promise<Stored[]> => {
    const rows = await trx
      .selectFrom(versionsName(generation))
      .select(['key', 'audience', 'body'])
      .where(engine.among('key', keys))
      .where(IS_OPEN)
      .execute();
    return rows.map(({ key, audience, body }) => storedOf(key, audience, ROW, body));
  };

  const storedValues = async (trx: Database, generation: Generation, keys: string[]): Promise<Stored[]> => {
    if (values.length === 0) return [];
    const parts = await trx
      .selectFrom(partsName(generation))
      .select(['key', 'audience', 'part', 'body'])
      .where(engine.among('key', keys))
      .where(engine.among('part', values))
      .where(IS_OPEN)
      .where(IS_VALUE)
      .execute();
    return parts.map(({ key, audience, part, body }) => storedOf(key, audience, String(part), body));
  };

  const write = async (
    trx: Database,
    generation: Generation,
    batch: readonly StoredEvent[],
    keysOf: ReadonlyMap<StoredEvent, readonly string[]>,
    keys: readonly string[],
    known: RememberedRows,
  ) => {
    const bodies = (known.bodies ??= await outlinesOf(engine, trx, generation));
    const unknown = known.unknown(keys);
    if (unknown.length > 0) {
      const stored = await storedRows(trx, generation, unknown);
      known.learn([...stored, ...(await storedValues(trx, generation, unknown))], bodies);
    }
    const writer = new RowWriter(engine, trx, generation, projection, known.versions);
    const rows = new RowFold(projection, known.rows, writer, (value) => bodies.write(value));
    for (const event of batch) {
      rows.fold(event, keysOf.get(event));
      if (!writer.isFull) continue;
      await writer.flush();
      await setImmediate(); // SQLite works in this thread, where others wait for it
    }
    await writer.flush();
    await keepOutlines(trx, generation, bodies.takeFresh());
  };

  const move = async (
    generation: Generation,
    to: StoredEvent,
    after: Cursor | undefined,
    effect?: (trx: Database) => Promise<void>,
  ) => {
    if (!effect) return engine.gate.pass(() => advance(engine.db, generation, after, to));
    await writing(engine, async (trx) => {
      await advance(trx, generation, after, to);
      await effect(trx);
    });
  };

  /** The first rows of a long log are a build: indexes that grow with them would take most of the time. */
  const isLongFromHere = (generation: Generation, batch: readonly StoredEvent[]): boolean =>
    engine.indexLater !== undefined &&
    generation.state === 'live' &&
    generation.cursor === null &&
    batch.length >= BATCH;

  const begun = async (): Promise<Generation> => {
    await beginGeneration(engine, projection);
    return find();
  };

  const completeAt = async (generation: Generation) => {
    if (generation.state !== 'building' || !(await complete(engine, projection, generation))) return;
    current = undefined;
  };

  /** Takes the memory away: who keeps it again has succeeded. */
  const rememberedAt = (generation: Generation, cursor: Cursor | undefined): RememberedRows => {
    const known = remembered;
    remembered = undefined;
    return known?.isAt(generation, cursor) ? known : new RememberedRows(projection);
  };

  return {
    name: projection.name,
    batch: BATCH,
    async checkpoint() {
      current = await find();
      const { cursor, position } = current;
      return cursor === null ? undefined : { cursor, position };
    },
    async handle(batch, after) {
      let generation = current ?? (await find());
      if (isLongFromHere(generation, batch)) current = generation = await begun();
      const known = rememberedAt(generation, after);
      const keysOf = new Map(batch.map((event) => [event, touched(projection, event)]));
      const keys = [...new Set([...keysOf.values()].flat())];
      const last = batch.at(-1)!;
      // Most batches do not touch a sparse projection: then one statement is enough, instead of a transaction's three.
      const effect = keys.length > 0 && ((trx: Database) => write(trx, generation, batch, keysOf, keys, known));
      await move(generation, last, after, effect || undefined);
      known.arrive(generation, last.cursor, keys);
      remembered = known;
      if (batch.length < BATCH) await completeAt(generation);
      else await setImmediate(); // SQLite has answered without a pause so far, and others wait for this thread
    },
    async skip(event, after) {
      await move(current ?? (await find()), event, after);
    },
    async caughtUp() {
      if (current) await completeAt(current);
    },
  };
};

const storedOf = (key: string, audience: string, piece: string, body: string): Stored => ({
  key,
  audience: audience as Audience,
  piece,
  body: body === NONE ? undefined : body,
});
