import { createRequire } from 'node:module';

interface Queue {
  readonly pending: readonly unknown[];
  readonly throttledUntil: number;
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  checkPendingRequests(): void;
}

/**
 * kafkajs 2.2.4 sets a timer that has passed already, again and again, on every connection: a twentieth of a core each, and
 * warnings of negative time-outs. This waits only where a request waits. The relay
 * has the like of it (its kafka/calm.ts): a service that listens installs this library alone.
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
