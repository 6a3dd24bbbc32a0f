import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { idIn, idsOf, none, valuesOf, withId, type ById } from './by-id.js';

const put = (ids: readonly string[]) => ids.reduce<ById<number>>((all, id, n) => withId(all, id, n), none);

describe('Values by id', () => {
  it('are those of a plain record, whatever the ids', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z.]{1,4}\d{0,4}$/), { maxLength: 300 }), (ids) => {
        const plain = Object.fromEntries(ids.map((id, n) => [id, n]));
        const all = put(ids);
        for (const id of ids) expect(idIn(all, id)).toBe(plain[id]);
        expect(idsOf(all).sort()).toEqual(Object.keys(plain).sort());
        expect(valuesOf(all).sort()).toEqual(Object.values(plain).sort());
        expect(idIn(all, '?')).toBeUndefined();
      }),
    );
  });

  it('stay in the order of their numbers when they were given so', () => {
    const ids = Array.from({ length: 1200 }, (_, n) => `jcc.2.s${n + 1}`);
    expect(idsOf(put(ids))).toEqual(ids);
    expect(valuesOf(put(ids))).toEqual(ids.map((_, n) => n));
  });

  it('do not change the record that they are added to', () => {
    const before = put(['a.s1', 'a.s2']);
    withId(before, 'a.s2', 9);
    expect(idIn(before, 'a.s2')).toBe(1);
  });
});
