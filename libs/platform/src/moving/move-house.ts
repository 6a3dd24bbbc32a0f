import type { Checkpoint, EventStore, FollowerBooks } from '@jwg/event-sourcing';
import { openAdapters, type Adapters } from '../open-adapters.js';
import { Platform, type Progress } from '../platform.js';
import { holdFollowers } from './hold-followers.js';
import { moveLedger, type Moved, type MoveProgress } from './move-ledger.js';
import { closeSource, openSource, type House, type Source } from './open-source.js';

/**
 * Moves a ledger to other adapters: the events, and the followers' books, which cannot be built from them: how far the
 * policies have carried events into effect, and what a human had left out. Then the read models are built there.
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
    await closeSource(source);
  }
};

const moveInto = async (
  target: Platform,
  source: Source,
  { moving, following }: { moving?: MoveProgress; following?: Progress },
): Promise<Moved> => {
  const { store, books } = target;
  const followers = target.followers.map(({ name }) => name);
  const held = books.lease && (await holdFollowers(books.lease, followers));
  try {
    const bringCheckpoints = bringing(source.done, target);
    const append: EventStore['append'] = async (writes) => {
      held?.mustHold();
      const written = await store.append(writes);
      await bringCheckpoints();
      return written;
    };
    const moved = await moveLedger(source.store, { readAll: (...page) => store.readAll(...page), append }, moving);
    await bringCheckpoints();
    for (const follower of followers) await carrySkips(follower, source.books, books);
    held?.mustHold();
    await target.catchUp(following);
    return moved;
  } finally {
    held?.stop();
  }
};

const PAGE = 500;

/**
 * Brings each checkpoint of the source's books to the last event of the target that its follower is done with. Without
 * it a policy would decide again whatever had no effect the first time. It goes along with the events, so that it is right
 * wherever a move is cut off.
 */
const bringing = (done: Source['done'], { books, store }: Pick<Adapters, 'books' | 'store'>) => {
  const bring = async (follower: string, upTo: Checkpoint): Promise<void> => {
    const checkpoint = books.checkpoint(follower);
    for (let at = await checkpoint.get(); (at?.position ?? -1) < upTo.position;) {
      const page = await store.readAll(at?.cursor, PAGE);
      const last = page.findLast(({ position }) => position <= upTo.position);
      if (!last) return;
      const next = { cursor: last.cursor, position: last.position };
      await checkpoint.move(at?.cursor, next);
      at = next;
    }
  };
  return async (): Promise<void> => {
    for (const [follower, upTo] of done) await bring(follower, upTo);
  };
};

const carrySkips = async (follower: string, from: FollowerBooks, to: FollowerBooks): Promise<void> => {
  for (const skipped of await from.skips.list(follower)) await to.skips.record(follower, skipped);
};
