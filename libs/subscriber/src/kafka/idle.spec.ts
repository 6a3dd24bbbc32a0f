import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { quietIdleConnections } from './idle.js';

interface Queue {
  pending: unknown[];
  throttledUntil: number;
  throttleCheckTimeoutId: unknown;
  checkPendingRequests: () => void;
  scheduleCheckPendingRequests(): void;
}
const RequestQueue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as new (how: object) => Queue;

describe('A connection of kafkajs', () => {
  let queue: Queue;
  let looks: number;

  beforeEach(() => {
    quietIdleConnections();
    jest.useFakeTimers();
    queue = new RequestQueue({ logger: { debug: () => {} } });
    looks = 0;
    queue.checkPendingRequests = () => void (looks += 1);
  });
  afterEach(() => void jest.useRealTimers());

  it('sets no timer while no request waits', () => {
    queue.scheduleCheckPendingRequests();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('checks once, after 10 ms, for a request that waits for others', () => {
    queue.pending.push({});
    queue.scheduleCheckPendingRequests();
    queue.scheduleCheckPendingRequests();
    jest.advanceTimersByTime(9);
    expect(looks).toBe(0);
    jest.advanceTimersByTime(1);
    expect([looks, jest.getTimerCount()]).toEqual([1, 0]);
  });

  it('checks when the broker allows it, for a request that was throttled', () => {
    queue.pending.push({});
    queue.throttledUntil = Date.now() + 500;
    queue.scheduleCheckPendingRequests();
    jest.advanceTimersByTime(499);
    expect(looks).toBe(0);
    jest.advanceTimersByTime(1);
    expect(looks).toBe(1);
  });
});
