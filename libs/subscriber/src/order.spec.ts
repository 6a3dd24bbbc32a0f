import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newOrder, type Arrival } from './order.js';

const arrive = (order: ReturnType<typeof newOrder>, partition: number, sequence: number, previous?: number) => {
  const arrival = order.arrival(partition, { sequence: String(sequence), previous: previous?.toString() });
  if (arrival !== 'duplicate') order.move(partition, { sequence: String(sequence), previous: previous?.toString() });
  return arrival;
};

describe('The order of records', () => {
  it('begins with the first record of each partition, or after statuses with any', () => {
    const order = newOrder();
    order.open(0);
    expect([arrive(order, 0, 7, 3), arrive(order, 1, 2), arrive(order, 0, 9, 7), arrive(order, 1, 8, 2)]).toEqual(
      Array<Arrival>(4).fill('next'),
    );
    expect([order.last(0), order.last(1), order.last(2)]).toEqual([
      { sequence: 9, before: 7 },
      { sequence: 8, before: 2 },
      undefined,
    ]);
  });

  it('shows that records before the first that comes were deleted', () => {
    expect([arrive(newOrder(), 0, 7, 3), arrive(newOrder(), 0, 0)]).toEqual(['gap', 'next']);
  });

  it('does not go back by a stored order that is older', () => {
    const order = newOrder();
    order.learn(0, { sequence: 9, before: 4 });
    order.learn(0, { sequence: 4, before: 1 });
    order.learn(0, undefined);
    expect(order.last(0)).toEqual({ sequence: 9, before: 4 });
    expect(arrive(order, 0, 11, 9)).toBe('next');
  });

  it('reports two records that name the same predecessor, and continues with the later one', () => {
    const order = newOrder();
    const arrivals = [[1], [9_000, 1], [2, 1], [9_000, 1], [2, 1], [3, 2], [2, 1], [4, 3]].map(([sequence, previous]) =>
      arrive(order, 0, sequence!, previous),
    );
    expect(arrivals).toEqual(['next', 'next', 'gap', 'gap', 'duplicate', 'gap', 'duplicate', 'next']);
  });

  it('reports a record that names none before it, which only the first may, and then the one whose place it took', () => {
    const order = newOrder();
    const records = [[1], [4, 1], [8], [8], [8, 4], [8, 4], [11, 8]];
    expect(records.map(([sequence, previous]) => arrive(order, 0, sequence!, previous))).toEqual(
      'next next gap duplicate gap duplicate next'.split(' '),
    );
  });

  it.each([
    ['lies between it and the one that it names', [[1], [7, 1], [3, 2], [5, 3]], 'next next gap next'],
    ['takes its very place after another one', [[4], [6, 4], [6, 5], [10, 6]], 'next next gap next'],
  ])('reports a record that, after a stranger’s with the right predecessor, %s', (_, records, arrivals) => {
    const order = newOrder();
    expect(records.map(([sequence, previous]) => arrive(order, 0, sequence!, previous))).toEqual(arrivals.split(' '));
  });

  /** The ledger's records, with one lost and a stranger's among them; the process may die, and begin at its last commit. */
  const histories = fc.record({
    steps: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 3, maxLength: 14 }),
    lost: fc.option(fc.nat(), { nil: undefined }),
    stranger: fc.option(fc.record({ at: fc.nat(), sequence: fc.nat(60), previous: fc.option(fc.nat(60)) })),
    deaths: fc.array(fc.boolean(), { maxLength: 16 }),
  });

  it('handles each record once, or reports a gap, whatever is lost, strange or begun anew', () => {
    fc.assert(
      fc.property(histories, ({ steps, lost, stranger, deaths }) => {
        let sequence = 0;
        const log = steps.map((step, n) => {
          const previous = n === 0 ? undefined : sequence;
          sequence += step;
          return { sequence, previous, isOurs: true };
        });
        const topic = lost === undefined ? [...log] : log.toSpliced(1 + (lost % (log.length - 2)), 1);
        const foreign = stranger && { ...stranger, previous: stranger.previous ?? undefined, isOurs: false };
        // A stranger's record that has both numbers of the one whose place it takes cannot be told from it.
        const at = 1 + ((foreign?.at ?? 0) % (topic.length - 1));
        const [place] = topic.slice(at);
        fc.pre(foreign?.previous !== place!.previous || foreign?.sequence !== place!.sequence);
        if (foreign) topic.splice(at, 0, foreign);
        const handled: number[] = [];
        let told = false;
        let order = newOrder();
        topic.forEach((record, n) => {
          const arrival = arrive(order, 0, record.sequence, record.previous);
          told ||= arrival === 'gap';
          if (arrival !== 'duplicate' && record.isOurs) handled.push(record.sequence);
          if (!deaths[n]) return;
          const last = order.last(0);
          order = newOrder();
          order.learn(0, last);
        });
        if (!told) expect(handled).toEqual(topic.filter(({ isOurs }) => isOurs).map((record) => record.sequence));
        if (lost !== undefined && !foreign) expect(told).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });

  it('recovers from any number of foreign records after it has reported the first', () => {
    const order = newOrder();
    const strangers = [7_000, 8_000, 9_000].map((sequence, n) => [sequence, n === 0 ? 6_000 : 6_000 + n * 1_000]);
    const records = [[1], [2, 1], ...strangers, [3, 2], [4, 3], [3, 2], [9_500, 9_000], [9_600, 9_500], [5, 4]];
    expect(records.map(([sequence, previous]) => arrive(order, 0, sequence!, previous))).toEqual(
      'next next gap next next gap next duplicate gap next gap'.split(' '),
    );
  });

  it('reports each missing record and each duplicate at the record after it', () => {
    const sequences = fc.uniqueArray(fc.nat(10_000), { minLength: 3, maxLength: 40 });
    fc.assert(
      fc.property(sequences, fc.nat(), fc.boolean(), (numbers, dice, isLost) => {
        const records = numbers
          .toSorted((a, b) => a - b)
          .map((sequence, n, all) => ({ sequence, previous: all[n - 1] }));
        const at = 1 + (dice % (records.length - 2)); // neither the first nor the last
        const sent = isLost ? records.toSpliced(at, 1) : records.toSpliced(at + 1, 0, records[at]!);
        const order = newOrder();
        const arrivals = sent.map(({ sequence, previous }) => arrive(order, 0, sequence, previous));
        const expected = sent.map<Arrival>(() => 'next').with(isLost ? at : at + 1, isLost ? 'gap' : 'duplicate');
        expect(arrivals).toEqual(expected);
      }),
    );
  });
});
