import { describe, expect, it } from '@jest/globals';
import { undertaking } from '../testing/frame.js';
import { History } from '../testing/history.js';
import { commitmentList } from '../commitments/list.js';
import { commitmentRecord } from '../commitments/record.js';
import { board } from './board.js';

const decided = (...more: object[]) =>
  new History().forum().session('st.1', (s) =>
    s.append('st.1', 'DecisionTaken', {
      undertakings: more.map((it, n) => undertaking(`st.1.c${n + 1}`, it)),
    }),
  );
const lead = async (history: History, institution = 'pk-most', on = '2022-06-01') =>
  (await board(history.asked(on), institution)).lead.map(({ id }) => id);

describe('the board of an institution', () => {
  it('lists overdue commitments first, then by due date, undated ones last', async () => {
    const history = decided(
      {},
      { due: { date: '2023' } },
      { due: { date: '2022-07' } },
      { due: { date: '2022-05' } },
      { due: { date: '2021' } },
      { due: { session: 'st.2' } },
    );
    history.append('st.2', 'SessionScheduled', { plannedOn: '2022-09' });
    expect(await lead(history)).toEqual(['st.1.c5', 'st.1.c4', 'st.1.c3', 'st.1.c6', 'st.1.c2', 'st.1.c1']);
  });

  it('distinguishes leading from supporting', async () => {
    const answer = await board(decided({}).asked(), 'cn-most');
    expect(answer.lead).toEqual([]);
    expect(answer.support.map(({ id }) => id)).toEqual(['st.1.c1']);
    expect(answer.position).toBeGreaterThan(0);
  });

  it('follows a reassignment', async () => {
    const history = decided({}, {});
    const data = { from: 'pk-most', to: 'pk-hec', part: 'lead', reason: 'Its task now' } as const;
    history.append('st.1.c1', 'ResponsibilityReassigned', data);
    expect([await lead(history), await lead(history, 'pk-hec')]).toEqual([['st.1.c2'], ['st.1.c1']]);
    history.append('st.1.c1', 'CommitmentLapsed', { by: 'forum', rule: 'Two years' });
    expect((await board(history.asked(), 'pk-most')).counts.closed).toBe(0);
    expect((await board(history.asked(), 'pk-hec')).counts.closed).toBe(1);
  });

  it('follows a change by the signed text, also of an assignment made in between', async () => {
    const history = decided({}).append('st.1', 'MinutesDrafted', { statementIds: ['st.1.s1'] });
    history.append('st.1.c1', 'ResponsibilityAssigned', { institution: 'cn-cas', part: 'lead' });
    expect(await lead(history, 'cn-cas')).toEqual(['st.1.c1']);
    const diff = [{ field: 'lead' as const, from: ['pk-most'], to: ['pk-hec'] }];
    history.bothSign('st.1', { adopts: [{ commitmentId: 'st.1.c1', diff }] });
    expect([await lead(history), await lead(history, 'pk-hec'), await lead(history, 'cn-cas')]).toEqual([
      [],
      ['st.1.c1'],
      [],
    ]);
  });

  it('counts completed, closed and proposed commitments apart', async () => {
    const history = decided({}, {}, {}).session('st.2', (s) =>
      s.append('st.2', 'ProposalMade', {
        speaker: { kind: 'side', side: 'PK' },
        undertakings: [undertaking('st.2.c1')],
      }),
    );
    history.append('st.1.c1', 'CompletionConfirmed', { by: 'secretariats' });
    history.append('st.1.c2', 'CommitmentLapsed', { by: 'forum', rule: 'Two years' });
    const { lead: owed, counts } = await board(history.asked(), 'pk-most');
    expect(owed.map(({ id }) => id)).toEqual(['st.1.c3']);
    expect(counts).toEqual({ completed: 1, closed: 1, proposed: 1 });
  });

  it('of a successor has what it took over, and that of the one that is gone nothing', async () => {
    const history = decided({}, { lead: ['cn-most'], support: ['pk-most'] });
    history.append('st', 'InstitutionSucceeded', { institution: 'pk-most', by: 'pk-hec', reason: 'Merged by law' });
    const answer = await board(history.asked(), 'pk-hec');
    expect([answer.lead, answer.support].map((some) => some.map(({ id }) => id))).toEqual([['st.1.c1'], ['st.1.c2']]);
    expect(answer.lead[0]!.lead).toEqual(['pk-hec']);
    expect(await lead(history, 'pk-most')).toEqual([]);
    const found = async (institution: string) =>
      (await commitmentList(history.asked(), { institution })).items.map(({ id }) => id);
    expect([await found('pk-hec'), await found('pk-most')]).toEqual([['st.1.c1', 'st.1.c2'], []]);
    const record = (await commitmentRecord(history.asked(), 'st.1.c1'))!;
    expect(record.lead).toEqual(['pk-hec']);
  });

  it('says why each stands where it stands, and how often its date moved', async () => {
    const history = decided({}, { due: { date: '2023' } }, { due: { date: '2021' } });
    history.append('st.1.c2', 'DueDateRevised', { from: { date: '2023' }, to: { date: '2024' }, reason: 'Floods' });
    const { lead: owed, forums } = await board(history.asked('2022-06-01'), 'pk-most');
    expect(owed.map(({ id, urgency, dueMoves }) => [id, urgency, dueMoves])).toEqual([
      ['st.1.c3', 'overdue', 0],
      ['st.1.c2', 'due', 1],
      ['st.1.c1', 'undated', 0],
    ]);
    expect(forums).toEqual([{ id: 'st', name: { en: 'st' } }]);
  });

  it('has of the undated ones first the one on which nobody has reported for longest, and what was reported last', async () => {
    const history = decided({}, {}, {});
    const report = (id: string, narrative: string, percent?: number) =>
      history.append(id, 'ProgressReported', { side: 'PK', narrative, evidence: [], ...(percent && { percent }) });
    history.on('2022-01-01');
    report('st.1.c1', 'Surveyed', 10);
    history.on('2022-03');
    report('st.1.c1', `Dug ${'x'.repeat(400)}`, 20);
    const position = history.at();
    history.on('2022-02-01');
    report('st.1.c2', 'Asked');
    const { lead: owed } = await board(history.asked(), 'pk-most');
    expect(owed.map(({ id }) => id)).toEqual(['st.1.c3', 'st.1.c2', 'st.1.c1']);
    expect(owed[0]).not.toHaveProperty('lastReport');
    expect(owed[1]!.lastReport).toEqual({ on: '2022-02-01', narrative: 'Asked', side: 'PK', position: position + 1 });
    expect(owed[2]!.lastReport).toMatchObject({ on: '2022-03', percent: 20, position });
    expect(owed[2]!.lastReport!.narrative).toHaveLength(300);
    const { id: eventId } = history.events[position]!;
    history.append('st.1.c1', 'EntryWithdrawn', {
      eventId,
      entry: 'ProgressReported',
      reason: 'Another road',
      changes: [],
    });
    const [, , withdrawn] = (await board(history.asked(), 'pk-most')).lead;
    expect((await board(history.asked(), 'pk-most')).lead.find(({ id }) => id === 'st.1.c1')!.lastReport).toMatchObject(
      {
        narrative: 'Surveyed',
      },
    );
    expect(withdrawn!.id).toBe('st.1.c2');
  });
});
