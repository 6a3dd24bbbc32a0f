import { touched, type AnyProjection, type Cursor, type Follower, type StoredEvent } from '@jwg/event-sourcing';
import { ROW, valuesOf } from './apart.js';
import type { Audience } from './audience.js';
import { advance, generationFor, generationsOf, swapWhenCaughtUp, type Generation } from './generations.js';
import type { Rows } from './open-rows.js';
import type { Stored } from './known-rows.js';
import { RowFold } from './row-fold.js';
import { NONE, RowWriter } from './row-writer.js';
import { OPEN_END, partsName, versionsName, type Database } from './tables.js';

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

  const write = async (trx: Database, generation: Generation, batch: readonly StoredEvent[], keys: string[]) => {
    const stored = [...(await storedRows(trx, generation, keys)), ...(await storedValues(trx, generation, keys))];
    const writer = new RowWriter(engine, trx, generation, projection, stored);
    const rows = new RowFold(projection, stored, writer);
    for (const event of batch) {
      rows.fold(event);
      if (writer.isFull) await writer.flush();
    }
    await writer.flush();
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

const storedOf = (key: string, audience: string, piece: string, body: string): Stored => ({
  key,
  audience: audience as Audience,
  piece,
  body: body === NONE ? undefined : body,
});
