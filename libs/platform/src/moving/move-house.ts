import { carryIntoEffect } from '@jwg/domain';
import type { EventStore } from '@jwg/event-sourcing';
import type { Rows } from '@jwg/read-models';
import { openAdapters, type Adapters } from '../open-adapters.js';
import { Platform, type Progress } from '../platform.js';
import type { Settings } from '../settings.js';
import { eventsIn } from './ledger-digest.js';
import { moveLedger, type Moved, type MoveProgress } from './move-ledger.js';

/** Where a ledger lives: what a platform is opened with, without what it does there. */
export type House = Pick<Settings, 'folder' | 'kurrentdb' | 'postgres'>;

/**
 * Moves a ledger to other adapters: the events, and of the read models what cannot be built from them, which is how far
 * the policies have carried events into effect and what a human had left out. Then the read models are built there.
 * A move that was cut off goes on when it is run again.
 *
 * @throws what `moveLedger` and `Platform.open` throw
 */
export const moveHouse = async (
  from: House,
  to: House,
  { moving, following }: { moving?: MoveProgress; following?: Progress } = {},
): Promise<Moved> => {
  const source = await openAdapters(from);
  try {
    const target = new Platform(await openAdapters(to));
    try {
      const moved = await moveLedger(source.store, target.store, moving);
      await carryCheckpoint(source.rows, target);
      await carrySkips(source.rows, target.rows);
      await target.catchUp(following);
      return moved;
    } finally {
      await target.close();
    }
  } finally {
    await source.store.close();
    await source.rows.close();
  }
};

/** Without it the policies would decide anew whatever had no effect the first time. */
const carryCheckpoint = async (from: Rows, to: Pick<Adapters, 'rows' | 'store'>): Promise<void> => {
  const { name } = carryIntoEffect;
  const done = await from.checkpoint(name).get();
  const there = await to.rows.checkpoint(name).get();
  if (!done || (there && there.position >= done.position)) return;
  const cursor = await cursorAt(to.store, done.position, there?.cursor);
  await to.rows.checkpoint(name).move(there?.cursor, { cursor, position: done.position });
};

const cursorAt = async (store: Pick<EventStore, 'readAll'>, position: number, after?: string): Promise<string> => {
  for await (const event of eventsIn(store, after)) if (event.position === position) return event.cursor;
  throw new Error(`The ledger ends before position ${position}, which its read models know`);
};

const carrySkips = async (from: Rows, to: Rows): Promise<void> => {
  const followers = [carryIntoEffect.name, ...new Set((await from.generations()).map(({ name }) => name))];
  for (const follower of followers)
    for (const skipped of await from.skips.list(follower)) await to.skips.record(follower, skipped);
};
