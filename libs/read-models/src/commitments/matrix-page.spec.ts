import { describe, expect, it } from '@jest/globals';
import { undertaking } from '../testing/frame.js';
import { History } from '../testing/history.js';
import { facets } from './facets.js';
import type { CommitmentFilters } from './filters.js';
import { matrix, type MatrixAsked } from './matrix.js';

/** Four commitments; the third is spoken of last, the second moves last, the fourth is due first. */
const history = new History()
  .forum()
  .on('2020-11-06')
  .session('st.1', (s) =>
    s.append('st.1', 'DecisionTaken', {
      undertakings: [
        undertaking('st.1.c1', { due: { date: '2023' }, title: { en: 'Port', zh: '港口' } }),
        undertaking('st.1.c2', { lead: ['pk-hec'], support: [], kind: 'support' }),
        undertaking('st.1.c3'),
        undertaking('st.1.c10', { due: { session: 'st.3' }, lead: [], support: ['cn-cas'] }),
      ],
    }),
  )
  .on('2021-11-06')
  .session('st.2')
  .on('2022-04-20')
  .session('st.3', (s) => s.append('st.3', 'MatterNoted', { refersTo: ['st.1.c3'] }));
history.on('2022-05-01').append('st.1.c2', 'WorkStarted', { cause: 'Ground broken' });

const asked = async (page: MatrixAsked) => (await matrix(history.asked('2024-01-01'), 'st', page))!;
const ids = async (page: MatrixAsked) => (await asked(page)).commitments.map(({ id }) => id);
const all = ['st.1.c1', 'st.1.c2', 'st.1.c3', 'st.1.c10'];

describe('a page of the matrix', () => {
  it.each<[MatrixAsked['sort'], string[]]>([
    [undefined, all],
    ['number', all],
    ['due', ['st.1.c10', 'st.1.c1', 'st.1.c2', 'st.1.c3']],
    ['silence', ['st.1.c1', 'st.1.c2', 'st.1.c10', 'st.1.c3']],
    ['change', ['st.1.c2', 'st.1.c3', 'st.1.c10', 'st.1.c1']],
  ])('by %s has them in this order, page after page', async (sort, expected) => {
    expect(await ids({ sort })).toEqual(expected);
    const seen: string[] = [];
    for (let after: string | undefined, isLast = false; !isLast;) {
      const { commitments, next, total } = await asked({ sort, limit: 1, ...(after && { after }) });
      expect(total).toBe(4);
      seen.push(...commitments.map(({ id }) => id));
      isLast = next === undefined;
      after = next;
    }
    expect(seen).toEqual(expected);
  });

  it.each<[CommitmentFilters, string[]]>([
    [{ institution: 'pk-hec' }, ['st.1.c2']],
    [{ side: 'CN', flag: ['overdue'] }, ['st.1.c1', 'st.1.c10']],
    [{ kind: ['support', 'jointProject'], status: ['inProgress'] }, ['st.1.c2']],
    [{ flag: ['overdue', 'unassigned'] }, ['st.1.c10']],
    [{ dueBefore: '2023-01-01' }, ['st.1.c10']],
    [{ q: '港' }, ['st.1.c1']],
  ])('filtered by %j has these, and all sessions', async (filters, expected) => {
    const { commitments, sessions, total } = await asked({ ...filters, sort: 'number' });
    expect([commitments.map(({ id }) => id), total, sessions.length]).toEqual([expected, expected.length, 3]);
  });

  it('goes on after a commitment that no longer fits', async () => {
    expect(await ids({ sort: 'due', flag: ['undated'], after: 'st.1.c1' })).toEqual(['st.1.c2', 'st.1.c3']);
  });
});

describe('the facets of a forum', () => {
  const counts = async (filters: CommitmentFilters = {}) => (await facets(history.asked('2024-01-01'), 'st', filters))!;

  it('count its commitments by each value', async () => {
    expect(await counts()).toEqual({
      forum: 'st',
      position: history.at(),
      all: 4,
      total: 4,
      status: { inProgress: 1, notStarted: 3 },
      flag: { overdue: 2, silent: 3, unassigned: 2, undated: 2, unsigned: 4 },
      kind: { jointProject: 3, support: 1 },
      institution: { 'cn-cas': 1, 'cn-most': 2, 'pk-hec': 1, 'pk-most': 2 },
      side: { CN: 3, PK: 3 },
    });
  });

  it('count by each value under the other filters, and by flag under all of them', async () => {
    expect(await counts({ status: ['notStarted'], flag: ['overdue'] })).toMatchObject({
      all: 4,
      total: 2,
      status: { notStarted: 2 },
      kind: { jointProject: 2 },
      flag: { overdue: 2, silent: 2, unassigned: 1, unsigned: 2 },
    });
    expect((await counts({ status: ['notStarted'] })).status).toEqual({ inProgress: 1, notStarted: 3 });
    expect(await facets(history.asked(), 'nowhere')).toBeUndefined();
  });
});
