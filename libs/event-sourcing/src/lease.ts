/**
 * The right to work a follower, for a while, where several processes could. It only saves work: what keeps an event from
 * being handled twice is the checkpoint's compare-and-set, whoever believes to hold what.
 */
export interface Lease {
  /** For how many milliseconds it is held without being renewed. */
  readonly lastsMs: number;
  /** Takes it when nobody else holds it, or renews it; answers whether this process holds it now. */
  hold(follower: string): Promise<boolean>;
  /** Gives it back, so that nobody has to wait until it lapses; nothing where another holds it. */
  release(follower: string): Promise<void>;
}

/** Somebody else does the work; here it is only watched. */
export const heldElsewhere: Lease = { lastsMs: 10_000, hold: async () => false, release: async () => {} };

/** Renews at a third of the time, so that two renewals may fail before it is lost. */
export const renewMs = ({ lastsMs }: Lease): number => lastsMs / 3;

/** One follower's hold on its lease; without a lease it always has it. */
export const holding = (lease: Lease | undefined, follower: string) => {
  let renewAt = -Infinity;
  return {
    /** Asks no more often than it has to: who was frozen meanwhile asks again before it goes on. */
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
