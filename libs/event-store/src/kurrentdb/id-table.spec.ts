import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { IdTable } from './id-table.js';

describe('A table of ids', () => {
  it('behaves like a Map, whatever the ids', () => {
    fc.assert(
      fc.property(fc.array(fc.uuid(), { maxLength: 300 }), (ids) => {
        const [table, map] = [new IdTable(), new Map<string, number>()];
        for (const [position, id] of ids.entries()) {
          expect(table.get(id)).toBe(map.get(id));
          expect(table.add(id, position)).toBe(!map.has(id));
          if (!map.has(id)) map.set(id, position);
        }
        for (const id of ids) expect(table.get(id)).toBe(map.get(id));
      }),
    );
  });

  it('grows, even with ids that differ only in their last digits', () => {
    const table = new IdTable();
    const id = (n: number) => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
    for (let n = 0; n < 20_000; n++) table.add(id(n), n);
    for (let n = 0; n < 20_000; n += 7) expect(table.get(id(n))).toBe(n);
    expect(table.get(id(20_000))).toBeUndefined();
  });
});
