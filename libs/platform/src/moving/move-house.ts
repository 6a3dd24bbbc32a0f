import { eventsAfter, type Checkpoint, type EventStore, type FollowerBooks, type Upcasters } from '@jwg/event-sourcing';
import { openAdapters, type OpenAdapters } from '../opening/open-adapters.js';
import { Platform, type Progress } from '../platform.js';
import { carryProof } from './carry-proof.js';
import { holdFollowers } from './hold-followers.js';
import { patientStore } from './patient-store.js';
import { moveLedger, type Moved, type MoveProgress } from './move-ledger.js';
import { closeSource, openSource, type LedgerPlace, type Source } from './open-source.js';

/**
 * Moves a ledger to other adapters: the events, and the followers' books, because these cannot be rebuilt from events.
 * The books say how far the policies have carried events into effect, and which events a human decided to skip. Then
 * the read models are built at the target. Meanwhile no other process can run the target's followers. If a move is
 * interrupted, running it again continues it.
 *
 * Events are copied in the form in which they are stored, older versions included.
 *
 * @param upcasters  the domain's, except in tests; the read models are built with them
 * @throws UnfitSource, TargetInUse, and what `moveLedger` and `Platform.open` throw
 */
export const moveHouse = async (
  from: LedgerPlace,
  to: LedgerPlace,
  { moving, following, upcasters }: { moving?: MoveProgress; following?: Progress; upcasters?: Upcasters } = {},
): Promise<Moved> => {
  const source = await openSource(from);
  try {
    const adapters = await openAdapters(to, upcasters);
    await carrySecret(source, adapters);
    if (source.persons) await adapters.persons?.keys.takeFrom(source.persons.keys);
    const target = new Platform(adapters);
    try {
      const carry = async () => {
        if (source.notary && adapters.notary)
          await carryProof(source.notary.store, adapters.notary.store, adapters.stored);
      };
      return await moveInto(target, adapters, source, { moving, following, carry });
    } finally {
      await target.close();
    }
  } finally {
    await closeSource(source);
  }
};

/** Before the first event is copied: what is not empty is another ledger, or has this secret from an earlier run. */
const carrySecret = async ({ books: from }: Source, { books, stored }: OpenAdapters): Promise<void> => {
  if (!(await stored.last())) await books.secret.replace(from.secret.value);
};

/**
 * Events after which checkpoints follow: where several streams are written as one it is one append, and where they are
 * written run by run each event would otherwise wait for two databases.
 */
const BRING_EVERY = 500;

const moveInto = async (
  platform: Platform,
  { stored }: OpenAdapters,
  source: Source,
  { moving, following, carry }: { moving?: MoveProgress; following?: Progress; carry(): Promise<void> },
): Promise<Moved> => {
  const { books } = platform;
  const followers = platform.followers.map(({ name }) => name);
  const held = books.lease && (await holdFollowers(books.lease, followers));
  try {
    const bringCheckpoints = bringing(source.done, { stored, books });
    const patient = patientStore(stored);
    let unbrought = 0;
    const append: EventStore['append'] = async (writes) => {
      held?.mustHold();
      const written = await patient.append(writes);
      unbrought += written.length;
      if (unbrought >= BRING_EVERY) {
        await bringCheckpoints();
        unbrought = 0;
      }
      return written;
    };
    const moved = await moveLedger(patientStore(source.stored), { ...patient, append }, moving);
    await bringCheckpoints();
    for (const follower of followers) await carrySkips(follower, source.books, books);
    held?.mustHold();
    await carry();
    await platform.catchUp(following);
    return moved;
  } finally {
    held?.stop();
  }
};

/**
 * Sets each checkpoint in the target to the last event that its follower has finished at the source. Without it a
 * policy would decide again on every event that had no effect the first time. It moves along with the events, so that
 * it is right wherever a move is interrupted.
 */
const bringing = (done: Source['done'], { books, stored }: Pick<OpenAdapters, 'books' | 'stored'>) => {
  const bring = async (follower: string, upTo: Checkpoint): Promise<void> => {
    const checkpoint = books.checkpoint(follower);
    const at = await checkpoint.get();
    if ((at?.position ?? -1) >= upTo.position) return;
    let last: Checkpoint | undefined;
    for await (const { cursor, position } of eventsAfter(stored, at?.cursor)) {
      if (position > upTo.position) break;
      last = { cursor, position };
    }
    if (last) await checkpoint.move(at?.cursor, last);
  };
  return async (): Promise<void> => {
    for (const [follower, upTo] of done) await bring(follower, upTo);
  };
};

const carrySkips = async (follower: string, from: FollowerBooks, to: FollowerBooks): Promise<void> => {
  for (const skipped of await from.skips.list(follower)) await to.skips.record(follower, skipped);
};
