import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { IdTable } from './id-table.js';
import { wordsOf, type IdWords } from './index-block.js';

/** A table over a list of ids. */
const tableOf = () => {
  const ids: IdWords[] = [];
  const table = new IdTable({ isAt: (at, id) => String(ids[at]) === String(id), wordsAt: (at) => ids[at]! });
  return {
    get: (id: string) => table.get(wordsOf(id)),
    add: (id: string) => table.add(wordsOf(id), ids.push(wordsOf(id)) - 1),
    reserve: (length: number) => table.reserve(length),
  };
};

describe('A table of ids', () => {
  it('behaves like a Map, whatever the ids', () => {
    fc.assert(
      fc.property(fc.array(fc.uuid(), { maxLength: 300 }), (ids) => {
        const [table, map] = [tableOf(), new Map<string, number>()];
        for (const id of ids) {
          expect(table.get(id)).toBe(map.get(id));
          if (map.has(id)) continue;
          map.set(id, map.size);
          table.add(id);
        }
        for (const id of ids) expect(table.get(id)).toBe(map.get(id));
      }),
    );
  });

  it.each([0, 30_000])('grows, even with ids that differ only in their last digits, with room for %d', (room) => {
    const table = tableOf();
    table.reserve(room);
    const id = (n: number) => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
    for (let n = 0; n < 20_000; n++) table.add(id(n));
    for (let n = 0; n < 20_000; n += 7) expect(table.get(id(n))).toBe(n);
    expect(table.get(id(20_000))).toBeUndefined();
  });
});
