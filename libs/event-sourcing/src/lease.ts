/**
 * The right to run a follower for a while, where several processes could. The lease only saves work. What keeps an
 * event from being handled twice is the checkpoint's compare-and-set, even if two processes believe they hold the
 * lease.
 */
export interface Lease {
  /** Milliseconds until it lapses without being renewed. */
  readonly lastsMs: number;
  /** Takes the lease if nobody else holds it, or renews it. Answers whether this process holds it now. */
  hold(follower: string): Promise<boolean>;
  /** Gives the lease back, so that nobody has to wait until it lapses. Does nothing if another process holds it. */
  release(follower: string): Promise<void>;
  /** Which of these followers no process holds now. Missing where nobody can see that. */
  unheld?(followers: readonly string[]): Promise<readonly string[]>;
}

/** A lease that another process always holds, for a process that only watches. */
export const heldElsewhere: Lease = { lastsMs: 10_000, hold: async () => false, release: async () => {} };

/** Renews after a third of the time, so that two renewals may fail before the lease lapses. */
export const renewMs = ({ lastsMs }: Lease): number => lastsMs / 3;

/** One follower's hold on its lease; without a lease it always has it. */
export const holding = (lease: Lease | undefined, follower: string) => {
  let renewAt = -Infinity;
  return {
    /** Asks no more often than necessary. A process that was frozen asks again before it continues. */
    async isHeld(): Promise<boolean> {
      const asked = performance.now();
      if (!lease || asked < renewAt) return true;
      const held = await lease.hold(follower);
      renewAt = held ? asked + renewMs(lease) : -Infinity;
      return held;
    },
    async giveBack(): Promise<void> {
      renewAt = -Infinity;
      await lease?.release(follower).catch(() => {}); // it lapses by itself
    },
  };
};
