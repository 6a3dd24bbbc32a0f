import type { AnyProjection } from '@jwg/event-sourcing';
import type { Engine } from './engine.js';
import { drop, generationsOf, writing, type Generation } from './generations.js';
import { dropIndexesOfBuild, indexesOf } from './indexes.js';
import type { Database } from './tables.js';

/** Indexes over rows of so many events are made in this thread, where others wait for them. */
const MADE_HERE = 10_000;

/**
 * Makes a build live once it has handled everything that the live rows have, so readers never go back; not before all
 * its indexes are there. Answers whether it is. What is not there after a crash is made when this is called again.
 */
export const complete = async (
  engine: Engine,
  projection: AnyProjection,
  { generation }: Generation,
): Promise<boolean> => {
  const all = await generationsOf(engine.db, projection.name);
  const build = all.find((one) => one.generation === generation && one.state === 'building');
  const live = all.find(({ state }) => state === 'live');
  if (!build || (live && live.position > build.position)) return false;
  await engine.indexLater?.(indexesOf(engine.db, build, projection), build.position >= MADE_HERE);
  return writing(engine, (trx) => swap(trx, build));
};

const swap = async (trx: Database, build: Generation): Promise<boolean> => {
  const all = await generationsOf(trx, build.name);
  const { position } = all.find(({ generation }) => generation === build.generation) ?? { position: -1 };
  const replaced = await trx
    .deleteFrom('generations')
    .where('name', '=', build.name)
    .where('generation', '!=', build.generation)
    .where('state', '=', 'live')
    .where('position', '<=', position)
    .returningAll()
    .executeTakeFirst();
  if (!replaced) return false;
  await trx
    .updateTable('generations')
    .set({ state: 'live' })
    .where('name', '=', build.name)
    .where('generation', '=', build.generation)
    .execute();
  await dropIndexesOfBuild(trx, build);
  await drop(trx, replaced);
  return true;
};
