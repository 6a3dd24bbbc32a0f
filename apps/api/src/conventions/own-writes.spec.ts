import { describe, expect, it } from '@jest/globals';
import { OwnWrites } from './own-writes.js';

const begin = (lease?: object) => {
  const waited: string[] = [];
  const caughtUpTo = async (cursor: string) => (waited.push(cursor), true);
  return { waited, own: new OwnWrites({ caughtUpTo, books: { lease } } as never) };
};

describe('Whoever has written something', () => {
  it('waits for the last of it with the next question, once, and nobody else does', async () => {
    const { waited, own } = begin();
    own.wrote('one', '1.a');
    own.wrote('one', '2.b');
    own.wrote('one', undefined);
    await own.areThere('another');
    expect(waited).toEqual([]);
    await own.areThere('one');
    await own.areThere('one');
    expect(waited).toEqual(['2.b']);
  });

  it('is forgotten when very many others have written since', async () => {
    const { waited, own } = begin();
    for (let n = 0; n <= 10_000; n += 1) own.wrote(`actor ${n}`, `${n}`);
    await own.areThere('actor 0');
    await own.areThere('actor 1');
    expect(waited).toEqual(['1']);
  });

  it('waits for nothing where another process may answer, and fails with nothing', async () => {
    const { waited, own } = begin({});
    own.wrote('one', '1.a');
    await own.areThere('one');
    expect(waited).toEqual([]);
    const failing = new OwnWrites({ caughtUpTo: () => Promise.reject(new Error('away')), books: {} } as never);
    failing.wrote('one', '1.a');
    await failing.areThere('one');
  });
});
