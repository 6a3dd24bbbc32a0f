import { describe, expect, it } from '@jest/globals';
import { undertaking } from '../testing/frame.js';
import { History } from '../testing/history.js';
import type { ListAsked } from './filters.js';
import { commitmentList } from './list.js';

const history = new History()
  .forum()
  .forum('gw')
  .session('st.1', (s) =>
    s.append('st.1', 'DecisionTaken', {
      undertakings: [
        undertaking('st.1.c1', { due: { date: '2021-04' } }),
        undertaking('st.1.c2', { lead: ['pk-hec'], support: [], kind: 'support' }),
        undertaking('st.1.c10', { lead: [], support: ['cn-cas'], due: { date: '2022' } }),
      ],
    }),
  )
  .session('gw.1', (s) =>
    s.append('gw.1', 'ProposalMade', {
      speaker: { kind: 'side', side: 'PK' },
      undertakings: [undertaking('gw.1.c1', { due: { session: 'gw.2' } })],
    }),
  )
  .session('st.2', (s) => s.append('st.2', 'MatterNoted', { refersTo: ['st.0.c7'] }));
history.append('st.1.c1', 'WorkStarted', { cause: 'Ground broken' });

const ids = async (filters: ListAsked) =>
  (await commitmentList(history.asked('2021-05-01'), filters)).items.map(({ id }) => id);

describe('the list of commitments', () => {
  it.each<[ListAsked, string[]]>([
    [{}, ['gw.1.c1', 'st.1.c1', 'st.1.c2', 'st.1.c10']],
    [{ forum: 'st' }, ['st.1.c1', 'st.1.c2', 'st.1.c10']],
    [{ forum: 'nowhere' }, []],
    [{ institution: 'pk-most' }, ['gw.1.c1', 'st.1.c1']],
    [{ institution: 'pk-most', forum: 'st' }, ['st.1.c1']],
    [{ institution: 'pk-most', status: ['proposed'] }, ['gw.1.c1']],
    [{ institution: 'nobody' }, []],
    [{ side: 'CN' }, ['gw.1.c1', 'st.1.c1', 'st.1.c10']],
    [{ kind: ['support'] }, ['st.1.c2']],
    [{ status: ['inProgress'] }, ['st.1.c1']],
    [{ status: ['inProgress', 'proposed'] }, ['gw.1.c1', 'st.1.c1']],
    [{ adoption: 'proposed' }, ['gw.1.c1']],
    [{ flag: ['overdue'] }, ['st.1.c1']],
    [{ flag: ['silent'] }, ['st.1.c1', 'st.1.c2', 'st.1.c10']],
    [{ flag: ['overdue', 'silent'] }, ['st.1.c1']],
    [{ q: 'MATTER C10' }, ['st.1.c10']],
    [{ q: 'matter nothing' }, []],
    [{ dueBefore: '2021-04-30' }, []],
    [{ dueBefore: '2021-05-01' }, ['st.1.c1']],
    [{ dueBefore: '2023-01-01', flag: ['unassigned'] }, ['st.1.c10']],
  ])('finds by %j', async (filters, expected) => {
    expect(await ids(filters)).toEqual(expected);
  });

  it.each([{}, { institution: 'pk-most' }, { flag: ['unsigned' as const] }])(
    'goes through the pages of %j',
    async (filters) => {
      const asked = history.asked();
      const all = await ids(filters);
      const seen: string[] = [];
      for (let after: string | undefined; ;) {
        const { items, next } = await commitmentList(asked, filters, { limit: 1, ...(after && { after }) });
        seen.push(...items.map(({ id }) => id));
        if (!next) break;
        after = next;
      }
      expect(seen).toEqual(all);
    },
  );

  it('says where the next page begins, how many items there are, and as of which position', async () => {
    const { items, ...rest } = await commitmentList(history.asked(), {}, { limit: 3 });
    expect(items).toHaveLength(3);
    expect(rest).toEqual({ position: history.at(), next: 'st.1.c2' });
    expect((await commitmentList(history.asked())).total).toBe(4);
    expect((await commitmentList(history.asked(), { flag: ['unassigned'] }, { limit: 1 })).total).toBe(2);
    expect(await commitmentList(history.asked(), {}, { after: 'st.1.c2' })).not.toHaveProperty('total');
  });

  it('gives at most 500 at once, and finds all of them page by page', async () => {
    const many = new History().forum();
    many.append('st.1', 'DecisionTaken', {
      undertakings: Array.from({ length: 1001 }, (_, n) => undertaking(`st.1.c${n + 1}`)),
    });
    many.carryIntoEffect();
    const asked = many.asked();
    const first = await commitmentList(asked, {}, { limit: 9999 });
    const second = await commitmentList(asked, {}, { limit: 500, after: first.next });
    const third = await commitmentList(asked, {}, { limit: 500, after: second.next });
    expect([first, second, third].map(({ items }) => items.length)).toEqual([500, 500, 1]);
    expect(third.items[0]!.id).toBe('st.1.c1001');
    expect(first.total).toBeUndefined();
    expect((await commitmentList(asked, { flag: ['undated'] }, { after: 'st.1.c400' })).items).toHaveLength(50);
    expect((await commitmentList(asked, { side: 'CN' }, { after: 'st.1.c990' })).items).toHaveLength(11);
  });
});
