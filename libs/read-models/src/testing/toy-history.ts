import type { Viewer } from '@jwg/domain';
import type { StoredEvent } from '@jwg/event-sourcing';
import fc from 'fast-check';
import { stored, type ToyEvent } from './toy.js';

const account = fc.constantFrom('a', 'b', 'c');
const owner = fc.constantFrom('x', 'y');
const someFact: fc.Arbitrary<ToyEvent> = fc.oneof(
  fc.record({ type: fc.constant('Opened' as const), data: fc.record({ account, owner }) }),
  fc.record({
    type: fc.constant('Paid' as const),
    data: fc.record({ accounts: fc.array(account, { maxLength: 3 }), amount: fc.integer({ min: -3, max: 3 }) }),
  }),
  fc.record({ type: fc.constant('Handed' as const), data: fc.record({ account, owner }) }),
  fc.record({ type: fc.constant('Closed' as const), data: fc.record({ account }) }),
);

/** The side that an event belongs to, `nobody` for no side, or `undefined` for everybody. */
export type Inner = 'PK' | 'CN' | 'nobody' | undefined;
export const seenBy = (event: StoredEvent<ToyEvent>, inner: Inner): StoredEvent<ToyEvent> => ({
  ...event,
  metadata: {
    visibility: inner === undefined ? 'public' : 'sideInternal',
    actor: { id: 'x', role: 'secretariat', ...(inner !== 'nobody' && { side: inner }) },
  },
});
export const someHistory = fc
  .array(fc.tuple(someFact, fc.option(fc.constantFrom<Inner>('PK', 'CN', 'nobody'), { nil: undefined, freq: 2 })), {
    minLength: 1,
    maxLength: 25,
  })
  .map((told) => stored(told.map(([fact]) => fact)).map((event, n) => seenBy(event, told[n]![1])));

export const viewers: readonly Viewer[] = [{ side: 'PK' }, { side: 'CN' }, { side: '' }, {}, { wholeLedger: true }];
