import { carryIntoEffect } from '@jwg/domain';
import type { Checkpoint, EventStore } from '@jwg/event-sourcing';
import type { Rows } from '@jwg/read-models';
import { openAdapters, type Adapters } from '../open-adapters.js';
import { Platform, type Progress } from '../platform.js';
import { holdFollowers } from './hold-followers.js';
import { moveLedger, type Moved, type MoveProgress } from './move-ledger.js';
import { openSource, type House, type Source } from './open-source.js';

/**
 * Moves a ledger to other adapters: the events, and of the read models what cannot be built from them, which is how far
 * the policies have carried events into effect and what a human had left out. Then the read models are built there.
 * Meanwhile nobody else can let the target's followers work. A move that was cut off goes on when it is run again.
 *
 * @throws UnfitSource, TargetInUse, and what `moveLedger` and `Platform.open` throw
 */
export const moveHouse = async (
  from: House,
  to: House,
  { moving, following }: { moving?: MoveProgress; following?: Progress } = {},
): Promise<Moved> => {
  const source = await openSource(from);
  try {
    const target = new Platform(await openAdapters(to));
    try {
      return await moveInto(target, source, { moving, following });
    } finally {
      await target.close();
    }
  } finally {
    await source.store.close();
    await source.rows.close();
  }
};

const moveInto = async (
  target: Platform,
  source: Source,
  { moving, following }: { moving?: MoveProgress; following?: Progress },
): Promise<Moved> => {
  const { store, rows } = target;
  const followers = target.health().map(({ name }) => name);
  const held = rows.lease && (await holdFollowers(rows.lease, followers));
  try {
    const bringBookmark = bringing(source.done, target);
    const append: EventStore['append'] = async (writes) => {
      held?.mustHold();
      const written = await store.append(writes);
      await bringBookmark();
      return written;
    };
    const moved = await moveLedger(source.store, { readAll: (...page) => store.readAll(...page), append }, moving);
    await bringBookmark();
    await carrySkips(source.rows, rows);
    held?.mustHold();
    await target.catchUp(following);
    return moved;
  } finally {
    held?.stop();
  }
};

const PAGE = 500;

/**
 * Brings the policies' bookmark to the last event of the target that they are done with. Without it they would decide anew
 * whatever had no effect the first time; it goes along with the events, so that it is right wherever a move is cut off.
 */
const bringing = (done: Checkpoint | undefined, { rows, store }: Pick<Adapters, 'rows' | 'store'>) => {
  const bookmark = rows.checkpoint(carryIntoEffect.name);
  return async (): Promise<void> => {
    for (let at = await bookmark.get(); done && (at?.position ?? -1) < done.position;) {
      const page = await store.readAll(at?.cursor, PAGE);
      const last = page.findLast(({ position }) => position <= done.position);
      if (!last) return;
      const next = { cursor: last.cursor, position: last.position };
      await bookmark.move(at?.cursor, next);
      at = next;
    }
  };
};

const carrySkips = async (from: Rows, to: Rows): Promise<void> => {
  const followers = [carryIntoEffect.name, ...new Set((await from.generations()).map(({ name }) => name))];
  for (const follower of followers)
    for (const skipped of await from.skips.list(follower)) await to.skips.record(follower, skipped);
};
