import { describe, expect, it } from '@jest/globals';
import type { TSchema } from 'typebox';
import { catalogue } from './catalogue.js';
import { violations } from './violations.js';
import { list, Name, Numbers, record, Speaker } from './vocabulary.js';

const few = list(Name, { maxItems: 50, uniqueItems: true });
/** Milliseconds of this thread, whatever else the machine does: the shortest of three tries. */
const millisecondsOf = (work: () => unknown): number =>
  Math.min(
    ...[1, 2, 3].map(() => {
      const before = process.threadCpuUsage();
      work();
      const { user, system } = process.threadCpuUsage(before);
      return (user + system) / 1000;
    }),
  );

/** Every schema inside a schema, itself included. */
const within = (schema: TSchema): TSchema[] => {
  const { items, properties, anyOf } = schema as { items?: TSchema; properties?: object; anyOf?: TSchema[] };
  const inner = [...(items ? [items] : []), ...Object.values(properties ?? {}), ...(anyOf ?? [])] as TSchema[];
  return [schema, ...inner.flatMap(within)];
};

describe('violations', () => {
  it.each([
    ['equal numbers', () => 1],
    ['equal texts', () => 'a'],
    ['different texts', (n: number) => `a${n}`],
    ['objects', (n: number) => ({ n })],
  ])('of a list of 200,000 %s are told at once', (_, entry: (n: number) => unknown) => {
    const value = Array.from({ length: 200_000 }, (_, n) => entry(n));
    expect(violations(few, value)).toContainEqual({ field: '', rule: 'must have at most 50 entries' });
    expect(millisecondsOf(() => violations(few, value))).toBeLessThan(100);
  });

  it('of a long list are the same as those of the list cut after the first entry that is too many', () => {
    const value = Array.from({ length: 500 }, (_, n) => (n === 3 ? 7 : 'a'));
    expect(violations(record({ inside: few }), { inside: value })).toEqual(
      violations(record({ inside: few }), { inside: value.slice(0, 51) }),
    );
  });

  it('of a record of 30,000 keys are told at once', () => {
    const value = Object.fromEntries(Array.from({ length: 30_000 }, (_, n) => [`f${n}`, 1]));
    const told = violations(Numbers, value);
    expect(told.length).toBeGreaterThan(0);
    expect(millisecondsOf(() => violations(Numbers, value))).toBeLessThan(200);
  });

  it('of a list within its bounds name every entry that does not fit', () => {
    expect(violations(few, ['a', 1, 'b', 2]).map(({ field }) => field)).toEqual(['/1', '/3']);
    expect(violations(few, ['a', 'a'])).toEqual([{ field: '', rule: 'must not have the same entry twice' }]);
  });

  it('of one of several forms are those of the form that is meant, however long its text', () => {
    expect(violations(Speaker, { kind: 'side', side: 'P'.repeat(200_000) })).toEqual([
      { field: '/side', rule: 'must be a side in up to 12 capital letters and digits, like PK or ASEAN' },
    ]);
  });

  it('of an object with 50,000 unknown fields are told at once, and only some hundreds', () => {
    const value = Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`f${n}`, n]));
    expect(violations(record({ name: Name }), value).length).toBeLessThan(1000);
    expect(millisecondsOf(() => violations(record({ name: Name }), value))).toBeLessThan(500);
  });
});

describe('Every list whose entries must differ', () => {
  it.each(Object.entries(catalogue))('says how long it may be, in %s', (_, schema) => {
    for (const { uniqueItems, maxItems } of within(schema) as { uniqueItems?: boolean; maxItems?: number }[])
      if (uniqueItems) expect(maxItems).toBeLessThanOrEqual(2000);
  });
});
