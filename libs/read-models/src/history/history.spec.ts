import { describe, expect, it } from '@jest/globals';
import { sees, type EventType, type Viewer } from '@jwg/domain';
import fc from 'fast-check';
import { projections } from '../as-of/projections.js';
import { commitments } from '../commitments/projection.js';
import { foldedRows } from '../rows/folded-rows.js';
import { anyFact, ids } from '../testing/any-data.js';
import { undertakings } from '../testing/frame.js';
import { History } from '../testing/history.js';
import { history, type HistoryAsked } from './history.js';
import type { Stood } from './step.js';

const told = new History()
  .on('2020-11-06', '2022-01-01')
  .forum()
  .session('st.1', (s) => s.append('st.1', 'DecisionTaken', { undertakings: undertakings('st.1.c1', 'st.1.c2') }))
  .on('2022-03-01')
  .append('st.1.c1', 'ProgressReported', { side: 'PK', narrative: 'Half', percent: 40, evidence: [] })
  .on('2022-02-01', '2022-03-02')
  .append('st.1.c2', 'WorkStarted', { cause: 'Ground broken' })
  .on('2022-03-03')
  .append('st.1.c1', 'CompletionReported', {
    by: { side: 'PK' },
    completedOn: '2022-03-03',
    evidence: [{ reference: 'photo' }],
  });

const rowsOf = ({ events }: History) => {
  const at = (position: number, viewer: Viewer = { wholeLedger: true }) =>
    foldedRows(
      events.filter((event) => event.position <= position && sees(viewer, event)),
      projections,
    );
  return { at, position: async () => events.length - 1 };
};
const ask = (of: History, asked: Omit<HistoryAsked, 'now'>) =>
  history(rowsOf(of), of.store, { now: '2024-06-01T12:00:00.000Z', viewer: { wholeLedger: true }, ...asked });
const steps = async (asked: Omit<HistoryAsked, 'now'>, of = told) =>
  ((await ask(of, { limit: 500, ...asked })) ?? { steps: [] }).steps.map(({ step }) => step);
const types = async (asked: Omit<HistoryAsked, 'now'>) => (await steps(asked)).map(({ type }) => type);

describe('The history of a commitment', () => {
  it('has each event about it, with the status before and after where it moved', async () => {
    expect(
      (await steps({ subject: 'st.1.c1' })).map(({ type, before, after, rule }) => [
        type,
        before?.status,
        after?.status,
        rule,
      ]),
    ).toEqual([
      ['DecisionTaken', undefined, undefined, undefined],
      ['CommitmentRegistered', undefined, 'notStarted', 'T2'],
      ['ProgressReported', 'notStarted', 'inProgress', 'T6'],
      ['CompletionReported', 'inProgress', 'reportedComplete', 'T8'],
    ]);
  });

  it('is told from and to a moment, both of which are told too', async () => {
    const progress = told.at('ProgressReported');
    const later = ['ProgressReported', 'CompletionReported'];
    expect(await types({ subject: 'st.1.c1', from: String(progress) })).toEqual(later);
    expect(await types({ subject: 'st.1.c1', from: '2022-03-01' })).toEqual(later);
    expect(await types({ subject: 'st.1.c1', from: '2022-03-01T00:01:00Z', to: '2022-03-01' })).toEqual(
      later.slice(0, 1),
    );
    expect(await types({ subject: 'st.1.c1', from: 'st.1', to: String(progress) })).toEqual(later.slice(0, 1));
    expect(await types({ subject: 'st.1.c1', from: '0', to: 'st.1' })).toEqual([
      'DecisionTaken',
      'CommitmentRegistered',
    ]);
  });

  it.each([
    { from: '9', to: '8' },
    { from: '2022-03-02', to: '2022-03-01' }, // whatever was recorded between them
    { from: '2022-03-01T00:00:01Z', to: '2022-03-01T00:00:00Z' },
    { from: '2030-01-01', to: 'st.1' },
    { from: 'st.1', to: '2' },
    { from: '2022-03-02', to: '2022-03-01', basis: 'occurred' as const },
    { from: '2022-03-01', to: 'st.1', basis: 'occurred' as const },
  ])('is not told from $from to $to, the wrong way round', async (span) => {
    await expect(types({ subject: 'st.1.c1', ...span })).rejects.toMatchObject({
      problems: [{ field: '/from', rule: expect.stringContaining('comes after'), wayOut: 'Exchange the two.' }],
    });
  });

  it('may be of one moment, or of none after a session', async () => {
    const progress = String(told.at('ProgressReported'));
    expect(await types({ subject: 'st.1.c1', from: progress, to: progress })).toEqual(['ProgressReported']);
    expect(await types({ subject: 'st.1.c1', from: '2022-03-01', to: '2022-03-01' })).toEqual(['ProgressReported']);
    expect(await types({ subject: 'st.1.c1', from: 'st.1', to: 'st.1' })).toEqual([]);
    expect(await types({ subject: 'st.1.c1', from: '2030-01-01' })).toEqual([]);
    await expect(types({ subject: 'st.1.c1', from: '999' })).rejects.toThrow('leave from out for the beginning');
  });
});

describe('The history of a forum', () => {
  it('marks what was recorded late, and what the other order tells earlier', async () => {
    const marks = async (basis: 'recorded' | 'occurred') =>
      (await steps({ subject: 'st', from: '2022-02-01', basis })).map(({ type, late, outOfOrder }) => [
        type,
        late,
        outOfOrder,
      ]);
    expect(await marks('recorded')).toEqual([
      ['ProgressReported', undefined, undefined],
      ['WorkStarted', 29, true],
      ['CompletionReported', undefined, undefined],
    ]);
    expect(await marks('occurred')).toEqual([
      ['WorkStarted', 29, undefined],
      ['ProgressReported', undefined, true],
      ['CompletionReported', undefined, undefined],
    ]);
  });

  it('that is not there is none', async () => {
    expect(await ask(told, { subject: 'other' })).toBeUndefined();
    expect(await ask(told, { subject: 'other', basis: 'occurred' })).toBeUndefined();
    expect(await ask(told, { subject: 'st', from: String(told.events.length) })).toMatchObject({ steps: [] });
  });

  it.each([
    [{ from: 'x' }, 'from'],
    [{ to: '2022' }, 'to'],
    [{ from: '3', basis: 'occurred' as const }, 'basis'],
  ])('from or to no moment, as by %j, is refused for that field', async (asked, field) =>
    expect(ask(told, { subject: 'st', ...asked })).rejects.toMatchObject({ field }),
  );
});

describe('The history of a session', () => {
  it('has what was said in it, and what that did to commitments', async () => {
    expect((await steps({ subject: 'st.1' })).map(({ type, subject }) => [type, subject])).toEqual([
      ['SessionScheduled', 'st.1'],
      ['SessionOpened', 'st.1'],
      ['DecisionTaken', 'st.1'],
      ['SessionConcluded', 'st.1'],
      ['CommitmentRegistered', 'st.1.c1'],
      ['CommitmentRegistered', 'st.1.c2'],
    ]);
  });
});

const anyStream = fc.constantFrom(
  ...Object.entries(ids).flatMap(([category, all]) => all.map((id) => `${category}-${id}`)),
);
const anyHistory = fc.array(fc.tuple(anyStream, anyFact), { minLength: 1, maxLength: 40 }).map((some) =>
  some.reduce(
    (of, [stream, { type, data }]) => of.appendTo(stream, type as EventType, data as never),
    new History()
      .on('2020-11-06')
      .forum()
      .session('st.1', (s) => s.append('st.1', 'DecisionTaken', { undertakings: undertakings('st.1.c1', 'st.1.c2') })),
  ),
);

describe.each(['recorded', 'occurred'] as const)('A history as it %s', (basis) => {
  it('is the same page by page as whole, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyHistory,
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom('st', 'st.1', 'st.1.c1'),
        async (of, limit, subject) => {
          const paged = [];
          for (let after: number | undefined, more = true; more; more = after !== undefined) {
            const page = (await ask(of, { subject, basis, after, limit }))!;
            paged.push(...page.steps.map(({ step }) => step));
            after = page.next;
          }
          expect(paged).toEqual(await steps({ subject, basis }, of));
        },
      ),
      { numRuns: 30, seed: 17 },
    );
  });
});

describe('A step', () => {
  it('says of a commitment what its row says at that position', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (of) => {
        for (const { position, commitment, after } of await steps({ subject: 'st' }, of)) {
          const row = commitment === undefined ? undefined : await rowsOf(of).at(position).get(commitments, commitment);
          const { adoption, implementation, disposition, status }: Partial<Stood> = row?.registered ? row : {};
          expect(after).toEqual(status && { adoption, implementation, disposition, status });
        }
      }),
      { numRuns: 30, seed: 17 },
    );
  });
});
