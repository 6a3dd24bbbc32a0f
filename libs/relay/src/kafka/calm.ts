import { createRequire } from 'node:module';

interface RequestQueue {
  readonly pending: readonly unknown[];
  readonly throttledUntil: number;
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  checkPendingRequests(): void;
  scheduleCheckPendingRequests(): void;
}

let isCalm = false;

/**
 * kafkajs 2.2.4 keeps a timer of 1 ms running on every idle connection (some 5 % of a core each; the wait that it
 * computes is negative, which Node ≥ 24 warns of). Here it looks again only when something waits, and no sooner than
 * after 10 ms. The subscriber has the like of it (its kafka/idle.ts): services install that library alone.
 */
export const calmIdleConnections = (): void => {
  if (isCalm) return;
  isCalm = true;
  const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as {
    prototype: RequestQueue;
  };
  prototype.scheduleCheckPendingRequests = function (this: RequestQueue) {
    if (this.pending.length === 0 || this.throttleCheckTimeoutId) return;
    this.throttleCheckTimeoutId = setTimeout(
      () => {
        this.throttleCheckTimeoutId = null;
        this.checkPendingRequests();
      },
      Math.max(this.throttledUntil - Date.now(), 10),
    );
  };
};
