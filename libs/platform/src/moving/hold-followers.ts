import { setTimeout as sleep } from 'node:timers/promises';
import { LedgerError, type Lease } from '@jwg/event-sourcing';

/** Another process lets the followers of the target work; its policies would act on what is being copied. */
export class TargetInUse extends LedgerError {
  override readonly name = 'TargetInUse';
  readonly kind = 'cannotWrite';
  constructor(follower: string) {
    super(
      `Another process works ${follower} over the target’s read models. Stop the target’s workers and servers, and run it again.`,
    );
  }
}

const LOOK_MS = 500;

/**
 * Keeps every other process from working these followers until `stop()`; the leases themselves go back with the platform.
 * One that died without a word keeps its leases for a while, so it is waited for that long.
 *
 * @throws TargetInUse
 */
export const holdFollowers = async (
  lease: Lease,
  followers: readonly string[],
): Promise<{ /** @throws TargetInUse, or why it could not be renewed */ mustHold(): void; stop(): void }> => {
  /** Takes or renews them all; answers the first that another has. */
  const elsewhere = async (): Promise<string | undefined> => {
    for (const follower of followers) if (!(await lease.hold(follower))) return follower;
    return undefined;
  };
  const until = performance.now() + lease.lastsMs + LOOK_MS;
  for (let taken = await elsewhere(); taken !== undefined; taken = await elsewhere()) {
    if (performance.now() > until) throw new TargetInUse(taken);
    await sleep(Math.min(LOOK_MS, lease.lastsMs / 3));
  }

  let lost: Error | undefined;
  const renew = async () => {
    const taken = await elsewhere();
    if (taken !== undefined) throw new TargetInUse(taken);
  };
  const timer = setInterval(() => void renew().catch((error: Error) => (lost ??= error)), lease.lastsMs / 3);
  return {
    mustHold: () => {
      if (lost) throw lost;
    },
    stop: () => clearInterval(timer),
  };
};
