import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EventType, LedgerEvent } from './catalogue.js';
import { commitmentEvents } from './commitment/events.js';
import { forumEvents } from './forum/events.js';
import { readEvents } from './reads/events.js';
import { samples } from './samples.js';
import { sessionEvents } from './session/events.js';
import { deciders } from './testing/model.js';

/** A sample with random institutions and numbers, so that many events share them; some fields without `to`. */
const events = (types: string[]): fc.Arbitrary<LedgerEvent[]> =>
  fc.array(
    fc
      .tuple(
        fc.constantFrom(...types),
        fc.constantFrom('pk-most', 'constructor'),
        fc.integer({ min: 1, max: 2 }),
        fc.boolean(),
      )
      .map(([type, institution, number, whole]) => {
        const json = JSON.stringify(samples[type as EventType])
          .replace(/"(?:pk|cn)-[a-z]+"/g, `"${institution}"`)
          .replace(/\.([cs])\d+"/g, `.$1${number}"`);
        const data: unknown = JSON.parse(json);
        if (type === 'CommitmentAdoptedWithChanges' && !whole)
          Object.assign(data as object, { diff: ['lead', 'support', 'kind', 'due'].map((field) => ({ field })) });
        return { type, data } as LedgerEvent;
      }),
    { maxLength: 60, size: 'max' },
  );

describe('Every fold', () => {
  it.each([
    ['forum', Object.keys(forumEvents)],
    ['session', Object.keys(sessionEvents)],
    ['commitment', Object.keys(commitmentEvents)],
    ['reads', Object.keys(readEvents)],
  ] as const)('of a %s handles every event in every state without an error', (category, types) => {
    const { initial, evolve } = deciders[category];
    fc.assert(
      fc.property(events([...types]), (all) => {
        expect(all.reduce(evolve, initial)).toBeDefined();
      }),
      { numRuns: 200 },
    );
  });
});
