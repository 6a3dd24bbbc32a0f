import { setImmediate } from 'node:timers/promises';
import { touched, type AnyProjection, type Cursor, type Follower, type StoredEvent } from '@jwg/event-sourcing';
import { ROW, valuesOf } from './apart.js';
import type { Audience } from './audience.js';
import { advance, generationFor, generationsOf, swapWhenCaughtUp, type Generation } from './generations.js';
import type { Rows } from './open-rows.js';
import type { Stored } from './known-rows.js';
import { RememberedRows } from './remembered-rows.js';
import { RowFold } from './row-fold.js';
import { NONE, RowWriter } from './row-writer.js';
import { OPEN_END, partsName, versionsName, type Database } from './tables.js';

/** Events a transaction: more of them change the same pages of an index, which are then written once. */
const BATCH = 1_000;

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
  const values = valuesOf(projection);
  let current: Generation | undefined;
  let remembered: RememberedRows | undefined;

  const find = async (): Promise<Generation> => {
    if (options.generation === undefined) return generationFor(engine, projection);
    const all = await generationsOf(engine.db, projection.name);
    const found = all.find(({ generation }) => generation === options.generation);
    if (!found) throw new Error(`Generation ${options.generation} of ${projection.name} is gone`);
    return found;
  };

  const storedRows = async (trx: Database, generation: Generation, keys: string[]): Promise<Stored[]> => {
    const rows = await trx
      .selectFrom(versionsName(generation))
      .select(['key', 'audience', 'body'])
      .where(engine.among('key', keys))
      .where('until_position', '=', OPEN_END)
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
      .where('until_position', '=', OPEN_END)
      .execute();
    return parts.map(({ key, audience, part, body }) => storedOf(key, audience, String(part), body));
  };

  const write = async (
    trx: Database,
    generation: Generation,
    batch: readonly StoredEvent[],
    keys: readonly string[],
    known: RememberedRows,
  ) => {
    const unknown = known.unknown(keys);
    if (unknown.length > 0)
      known.learn([...(await storedRows(trx, generation, unknown)), ...(await storedValues(trx, generation, unknown))]);
    const writer = new RowWriter(engine, trx, generation, projection, known.versions);
    const rows = new RowFold(projection, known.rows, writer);
    for (const event of batch) {
      rows.fold(event);
      if (!writer.isFull) continue;
      await writer.flush();
      await setImmediate(); // SQLite works in this thread, where others wait for it
    }
    await writer.flush();
  };

  const move = async (
    generation: Generation,
    to: StoredEvent,
    after: Cursor | undefined,
    effect?: (trx: Database) => Promise<void>,
  ) => {
    if (!effect && generation.state === 'live') return advance(engine.db, generation, after, to);
    await engine.db.transaction().execute(async (trx) => {
      await advance(trx, generation, after, to);
      await effect?.(trx);
      if (generation.state === 'building') await swapWhenCaughtUp(trx, generation, to.position);
    });
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
      const generation = current ?? (await find());
      const known = rememberedAt(generation, after);
      const keys = [...new Set(batch.flatMap((event) => touched(projection, event)))];
      const last = batch.at(-1)!;
      // Most batches do not touch a sparse projection: then one statement is enough, instead of a transaction's three.
      const effect = keys.length > 0 && ((trx: Database) => write(trx, generation, batch, keys, known));
      await move(generation, last, after, effect || undefined);
      known.arrive(generation, last.cursor, keys);
      remembered = known;
    },
    async skip(event, after) {
      await move(current ?? (await find()), event, after);
    },
  };
};

const storedOf = (key: string, audience: string, piece: string, body: string): Stored => ({
  key,
  audience: audience as Audience,
  piece,
  body: body === NONE ? undefined : body,
});
