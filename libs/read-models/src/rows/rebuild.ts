import { CheckpointMoved, step, type AnyProjection, type EventStore } from '@jwg/event-sourcing';
import { beginGeneration, generationsOf } from './generations.js';
import type { Rows } from './open-rows.js';
import { projectionFollower } from './projection-follower.js';

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
