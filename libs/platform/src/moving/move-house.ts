import { carryIntoEffect } from '@jwg/domain';
import { eventsAfter, type Checkpoint, type EventStore, type Upcasters } from '@jwg/event-sourcing';
import type { Rows } from '@jwg/read-models';
import { openAdapters, type OpenAdapters } from '../open-adapters.js';
import { Platform, type Progress } from '../platform.js';
import { holdFollowers } from './hold-followers.js';
import { moveLedger, type Moved, type MoveProgress } from './move-ledger.js';
import { openSource, type House, type Source } from './open-source.js';

/**
 * Moves a ledger to other adapters: the events, and of the read models what cannot be built from them, which is how far
 * the policies have carried events into effect and what a human had left out. Then the read models are built there.
 * Meanwhile nobody else can let the target's followers work. A move that was cut off goes on when it is run again.
 *
 * Events are copied in the form in which they are stored, older versions included.
 *
 * @param upcasters  the domain's, but for tests: by them the read models are built
 * @throws UnfitSource, TargetInUse, and what `moveLedger` and `Platform.open` throw
 */
export const moveHouse = async (
  from: House,
  to: House,
  { moving, following, upcasters }: { moving?: MoveProgress; following?: Progress; upcasters?: Upcasters } = {},
): Promise<Moved> => {
  const source = await openSource(from);
  try {
    const adapters = await openAdapters(to, upcasters);
    const target = new Platform(adapters);
    try {
      return await moveInto(target, adapters, source, { moving, following });
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
  { stored, rows }: OpenAdapters,
  source: Source,
  { moving, following }: { moving?: MoveProgress; following?: Progress },
): Promise<Moved> => {
  const followers = target.health().map(({ name }) => name);
  const held = rows.lease && (await holdFollowers(rows.lease, followers));
  try {
    const bringBookmark = bringing(source.done, { stored, rows });
    const append: EventStore['append'] = async (writes) => {
      held?.mustHold();
      const written = await stored.append(writes);
      await bringBookmark();
      return written;
    };
    const moved = await moveLedger(source.stored, { readAll: (...page) => stored.readAll(...page), append }, moving);
    await bringBookmark();
    await carrySkips(source.rows, rows);
    held?.mustHold();
    await target.catchUp(following);
    return moved;
  } finally {
    held?.stop();
  }
};

/**
 * Brings the policies' bookmark to the last event of the target that they are done with. Without it they would decide anew
 * whatever had no effect the first time; it goes along with the events, so that it is right wherever a move is cut off.
 */
const bringing = (done: Checkpoint | undefined, { rows, stored }: Pick<OpenAdapters, 'rows' | 'stored'>) => {
  const bookmark = rows.checkpoint(carryIntoEffect.name);
  return async (): Promise<void> => {
    const at = await bookmark.get();
    if (!done || (at?.position ?? -1) >= done.position) return;
    let last: Checkpoint | undefined;
    for await (const { cursor, position } of eventsAfter(stored, at?.cursor)) {
      if (position > done.position) break;
      last = { cursor, position };
    }
    if (last) await bookmark.move(at?.cursor, last);
  };
};

const carrySkips = async (from: Rows, to: Rows): Promise<void> => {
  const followers = [carryIntoEffect.name, ...new Set((await from.generations()).map(({ name }) => name))];
  for (const follower of followers)
    for (const skipped of await from.skips.list(follower)) await to.skips.record(follower, skipped);
};
