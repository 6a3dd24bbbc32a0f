import { describe, expect, it } from '@jest/globals';
import type { RowsAt } from '../rows/rows-at.js';
import { undertaking, undertakings } from '../testing/frame.js';
import { History } from '../testing/history.js';
import { withChanges } from '../testing/with-changes.js';
import { matrix, matrixSince, type MatrixAsked } from './matrix.js';
import { matrixOrders } from './matrix-page.js';

const pk = { visibility: 'sideInternal', actor: { id: 'x', role: 'secretariat', side: 'PK' } } as const;

/** Sessions here and elsewhere, work, dates that move, minutes that adopt, and a statement that counts no more. */
const history = new History()
  .on('2020-11-06')
  .forum()
  .forum('jcc')
  .session('st.1', (s) =>
    s.append('st.1', 'DecisionTaken', {
      undertakings: [
        undertaking('st.1.c1', { due: { date: '2023' } }),
        undertaking('st.1.c2', { lead: ['pk-hec'], support: [] }),
        undertaking('st.1.c10', { due: { session: 'st.3' } }),
      ],
    }),
  );
const begun = history.at();
history
  .append('st.1.c2', 'WorkStarted', { cause: 'Ground broken' })
  .append('st.1.c1', 'EvidenceAttached', { evidence: { reference: 'A photograph' } }, pk)
  .append('st.1.c1', 'DueDateRevised', { from: { date: '2023' }, to: { date: '2020' }, reason: 'Sooner' });
const worked = history.at();
history
  .on('2021-11-06')
  .session('jcc.1', (s) => s.append('jcc.1', 'MatterNoted', { refersTo: ['st.1.c10'] }))
  .append('st.1', 'MinutesDrafted', { statementIds: ['st.1.s1'] })
  .bothSign('st.1', { adopts: ['st.1.c1', 'st.1.c2'] })
  .on('2022-04-20')
  .session('st.2', (s) =>
    s
      .append('st.2', 'MatterNoted', { refersTo: ['st.1.c2'] })
      .append('st.2', 'DecisionTaken', { undertakings: undertakings('st.2.c1') }),
  );
const noted = history.events.findLast(({ type }) => type === 'MatterNoted')!;
const met = history.at();
history
  .append('st.2', 'RecordAnnulled', {
    eventId: noted.id,
    statementId: 'st.2.s1',
    commitments: [],
    reason: 'Of another session',
  })
  .append('st', 'InstitutionSucceeded', { institution: 'pk-hec', by: 'pk-most', reason: 'Merged' });
const last = history.at();

const on = '2024-01-01';
const at = (position: number): RowsAt => history.asked(on, history.events.slice(0, position + 1));
const moments = history.events.map(({ position }) => at(position));

const since = async (position: number, until: number, asked: MatrixAsked = {}) =>
  (await matrixSince(moments[position]!, moments[until]!, 'st', asked))!;
const ids = async (...asked: Parameters<typeof since>) => (await since(...asked)).commitments.map(({ id }) => id);

describe('what changed in the matrix since a position', () => {
  const questions: MatrixAsked[] = [
    ...matrixOrders.map((sort) => ({ sort, cells: 'sparse', limit: 2 }) as const),
    {},
    { flag: ['overdue'] },
    { institution: 'pk-most', sort: 'due' },
    { after: 'st.1.c1', limit: 1, sort: 'change' },
  ];

  it.each(questions)('makes of the page as it was the page as it is, asked for by %j', async (asked) => {
    for (const until of [worked, met, last]) {
      const whole = (await matrix(moments[until]!, 'st', asked))!;
      for (let position = 0; position <= until; position += 1) {
        const held = await matrix(moments[position]!, 'st', asked);
        const changed = await since(position, until, asked);
        expect(withChanges(held, changed)).toEqual(whole);
        const same = new Set(held?.commitments.map((line) => JSON.stringify(line)));
        expect(changed.commitments).toEqual(whole.commitments.filter((line) => !same.has(JSON.stringify(line))));
      }
    }
  });

  it('has the lines that an event changed, and of all their order', async () => {
    expect(await since(begun, worked, { sort: 'due' })).toMatchObject({
      position: worked,
      on,
      order: ['st.1.c1', 'st.1.c2', 'st.1.c10'],
      total: 3,
    });
    expect(await ids(begun, worked)).toEqual(['st.1.c1', 'st.1.c2']);
    expect(await ids(begun, begun + 1)).toEqual(['st.1.c2']);
    expect(await ids(worked, worked)).toEqual([]);
  });

  it('has no line for an event that changed none', async () => {
    expect(await ids(begun + 1, begun + 2)).toEqual([]);
  });

  it('has a line of which a statement counts no more, and one for whose institution another answers', async () => {
    expect(await ids(met, met + 1)).toEqual(['st.1.c2']);
    expect(await ids(met + 1, last)).toEqual(['st.1.c2']);
  });

  it('is all of it where a name is left out from then on', async () => {
    const forgotten = new History()
      .forum()
      .session('st.1', (s) => s.append('st.1', 'DecisionTaken', { undertakings: undertakings('st.1.c1') }));
    const before = forgotten.asked(on, [...forgotten.events]);
    forgotten.append('st', 'PersonForgotten', { person: 'x', reason: 'Asked for' });
    const changed = (await matrixSince(before, forgotten.asked(on), 'st'))!;
    expect(changed.commitments.map(({ id }) => id)).toEqual(['st.1.c1']);
  });
});
