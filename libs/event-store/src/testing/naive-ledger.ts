import type { NewEvent, StoredEvent, Write } from '@jwg/event-sourcing';
import fc from 'fast-check';

/** The port's rules in their plainest form, over one array. Adapters are compared with it. */
export class NaiveLedger {
  log: Omit<StoredEvent, 'cursor'>[] = [];

  /** Returns the stored events, or the name of the error. */
  append(writes: readonly Write[]): string | Omit<StoredEvent, 'cursor'>[] {
    const asked = writes.flatMap(({ stream, expected, events }) =>
      events.map(({ id }, i) => ({ id, stream, revision: (expected === 'noStream' ? -1 : expected) + 1 + i })),
    );
    const there = asked.map((place) =>
      this.log.find(
        ({ id, stream, revision }) => id === place.id && stream === place.stream && revision === place.revision,
      ),
    );
    if (there.length > 0 && there.every((event) => event !== undefined)) return there;
    if (asked.some(({ id }) => this.log.some((event) => event.id === id))) return 'EventIdConflict';

    const log = [...this.log];
    for (const { stream, expected, events } of writes) {
      const length = log.filter((event) => event.stream === stream).length;
      if (expected !== (length === 0 ? 'noStream' : length - 1)) return 'WrongExpectedRevision';
      for (const [i, event] of events.entries()) {
        if (log.some(({ id }) => id === event.id)) return 'EventIdConflict';
        log.push({ ...event, stream, revision: length + i, position: log.length });
      }
    }
    const added = log.slice(this.log.length);
    this.log = log;
    return added;
  }
}

// Few streams, ids and revisions, so that retries, conflicts and lucky guesses are all frequent.
const event = fc.integer({ min: 0, max: 15 }).map((n) => newEvent(n));
const write = fc.record({
  stream: fc.constantFrom('a', 'b', '__proto__'),
  expected: fc.oneof(
    { weight: 2, arbitrary: fc.constant('noStream' as const) },
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 4 }) },
  ),
  events: fc.array(event, { maxLength: 3 }),
});
const append: fc.Arbitrary<Write[]> = fc.array(write, { maxLength: 3 });

/** Appends in order; some of them are repeated later. */
export const history: fc.Arbitrary<Write[][]> = fc
  .tuple(fc.array(append, { maxLength: 20 }), fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 5 }))
  .map(([appends, retries]) =>
    retries.reduce((all, [which, where]) => {
      const again = all[which % Math.max(all.length, 1)];
      return again ? all.toSpliced(where % (all.length + 1), 0, again) : all;
    }, appends),
  );

/** Event number n, the same one each time. */
export const newEvent = (n: number, content: Partial<NewEvent> = {}): NewEvent => ({
  id: `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`,
  type: 'MatterNoted',
  schemaVersion: 1,
  data: { number: n },
  metadata: { actor: 'PK/MoST' },
  recordedAt: '2025-03-01T12:00:00.000Z',
  ...content,
});
