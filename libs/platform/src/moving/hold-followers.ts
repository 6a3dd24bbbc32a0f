import { setTimeout as sleep } from 'node:timers/promises';
import { LedgerError, type Lease } from '@jwg/event-sourcing';

/** Another process runs the followers of the target. Its policies would act on the events that are being copied. */
export class TargetInUse extends LedgerError {
  override readonly name = 'TargetInUse';
  readonly kind = 'cannotWrite';
  constructor(follower: string) {
    super(
      `Another process runs ${follower} over the target’s read models. Stop the target’s workers and servers, and run it again.`,
    );
  }
}

const ASK_AGAIN_MS = 500;

/**
 * Keeps every other process from running these followers until `stop()`; the leases themselves are released when the
 * platform closes. A process that crashed still holds its leases for a while, so this function waits that long.
 *
 * @throws TargetInUse
 */
export const holdFollowers = async (
  lease: Lease,
  followers: readonly string[],
): Promise<{ /** @throws TargetInUse, or why it could not be renewed */ mustHold(): void; stop(): void }> => {
  /** Takes or renews all leases. Answers the first follower whose lease another process holds. */
  const elsewhere = async (): Promise<string | undefined> => {
    for (const follower of followers) if (!(await lease.hold(follower))) return follower;
    return undefined;
  };
  const until = performance.now() + lease.lastsMs + ASK_AGAIN_MS;
  for (let taken = await elsewhere(); taken !== undefined; taken = await elsewhere()) {
    if (performance.now() > until) throw new TargetInUse(taken);
    await sleep(Math.min(ASK_AGAIN_MS, lease.lastsMs / 3));
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
