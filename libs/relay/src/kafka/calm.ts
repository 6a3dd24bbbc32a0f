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
 * kafkajs 2.2.4 keeps a timer of 1 ms running on every idle connection. The timer costs some 5 % of a core for each
 * connection, and its computed wait is negative, which makes Node ≥ 24 print a warning. This patch checks the queue
 * only while a request is pending, and waits at least 10 ms between checks. The subscriber has a similar patch in its
 * kafka/idle.ts, because services install that library alone.
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
