import { createRequire } from 'node:module';

interface Queue {
  readonly pending: readonly unknown[];
  readonly throttledUntil: number;
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  checkPendingRequests(): void;
}

/**
 * kafkajs 2.2.4 keeps setting a timer that has already expired, on every connection. The timer costs a twentieth of a
 * core for each connection and causes warnings about negative timeouts. This patch sets the timer only while a request
 * is pending. The relay has a similar patch in its kafka/calm.ts, because services install this library alone.
 */
export const quietIdleConnections = (): void => {
  const RequestQueue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as { prototype: object };
  Object.assign(RequestQueue.prototype, {
    scheduleCheckPendingRequests(this: Queue) {
      if (this.throttleCheckTimeoutId || this.pending.length === 0) return;
      this.throttleCheckTimeoutId = setTimeout(
        () => {
          this.throttleCheckTimeoutId = null;
          this.checkPendingRequests();
        },
        Math.max(this.throttledUntil - Date.now(), 10),
      );
    },
  });
};
