import { describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '@jwg/event-sourcing';
import { setTimeout as sleep } from 'node:timers/promises';
import { OneAtATime } from './one-at-a-time.js';

describe('work for one stream', () => {
  it('is done one after another, in the order in which it came', async () => {
    const turns = new OneAtATime();
    const done: string[] = [];
    const work = (name: string, ms: number) =>
      turns.run('one', async () => {
        done.push(`${name} begins`);
        await sleep(ms);
        done.push(`${name} ends`);
        return name;
      });
    expect(await Promise.all([work('a', 20), work('b', 1)])).toEqual(['a', 'b']);
    expect(done).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('does not wait for work on another stream', async () => {
    const turns = new OneAtATime();
    let release = () => {};
    const slow = turns.run('one', () => new Promise<void>((resolve) => (release = resolve)));
    expect(await turns.run('two', async () => 'done')).toBe('done');
    release();
    await slow;
  });

  it('is done although the work before it failed', async () => {
    const turns = new OneAtATime();
    const failed = turns.run('one', () => Promise.reject(new Error('refused')));
    const next = turns.run('one', async () => 'done');
    await expect(failed).rejects.toThrow('refused');
    expect(await next).toBe('done');
  });

  it('is not tried while it waits behind work that found the store away, but it is when it comes later', async () => {
    const turns = new OneAtATime();
    let tried = 0;
    const away = () =>
      turns.run('one', async () => {
        tried += 1;
        await sleep(5);
        throw new StoreUnavailable('away');
      });
    for (const { status } of await Promise.allSettled([away(), away(), away()])) expect(status).toBe('rejected');
    expect(tried).toBe(1);
    await expect(away()).rejects.toThrow(StoreUnavailable);
    expect(tried).toBe(2);
  });
});
