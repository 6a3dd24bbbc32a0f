import { describe, expect, it } from '@jest/globals';
import { Worker } from 'node:worker_threads';
import { TOLD_AT_ONCE } from './telling.js';
import { tellInThread } from './tell-in-thread.js';

/** A thread that says which pages it was asked for, and fails at one position. */
const saying = (failsAt?: number) =>
  new Worker(
    `const { parentPort } = require('node:worker_threads');
     parentPort.on('message', ({ from, upTo }) => {
       if (from === ${failsAt}) throw new Error('no such page');
       parentPort.postMessage(new TextEncoder().encode(from + '-' + upTo + ';'));
     });`,
    { eval: true },
  );
const told = async (upTo: number, failsAt?: number) => {
  const pages: string[] = [];
  const telling = tellInThread({ folder: '', forum: 'a' }, { from: 3, upTo }, saying(failsAt));
  const failure = await (async () => {
    for await (const { lines } of telling) pages.push(Buffer.from(lines).toString());
  })().catch((error: Error) => error.message);
  return { pages, failure };
};
const page = (n: number, end = 3 + (n + 1) * TOLD_AT_ONCE) => `${3 + n * TOLD_AT_ONCE}-${end};`;

describe('A history that a thread tells', () => {
  it('comes in its order, to its end', async () =>
    expect(await told(3 * TOLD_AT_ONCE)).toEqual({
      pages: [page(0), page(1), page(2, 3 * TOLD_AT_ONCE)],
      failure: undefined,
    }));

  it('has everything before the page at which the thread fails', async () =>
    expect(await told(9 * TOLD_AT_ONCE, 3 + 4 * TOLD_AT_ONCE)).toEqual({
      pages: [page(0), page(1), page(2), page(3)],
      failure: 'no such page',
    }));
});
