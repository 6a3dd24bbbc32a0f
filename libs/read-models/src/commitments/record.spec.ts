import { describe, expect, it } from '@jest/globals';
import { undertaking } from '../testing/frame.js';
import { History } from '../testing/history.js';
import { evidenceList } from './evidence.js';
import { commitmentRecord } from './record.js';

const due = { date: '2021' };
const decided = () =>
  new History()
    .forum()
    .on('2020-11-06')
    .session('st.1', (s) => s.append('st.1', 'DecisionTaken', { undertakings: [undertaking('st.1.c1', { due })] }));
const record = async (history: History) => (await commitmentRecord(history.asked(), 'st.1.c1'))!;
const evidence = [{ reference: 'A photograph' }];

describe('the record of a commitment', () => {
  it('is undefined for a commitment that was only mentioned', async () => {
    const history = new History()
      .forum()
      .session('st.1', (s) => s.append('st.1', 'MatterNoted', { refersTo: ['st.1.c1'] }));
    expect(await commitmentRecord(history.asked(), 'st.1.c1')).toBeUndefined();
  });

  it('says for each axis which events and rules led to its value', async () => {
    const history = decided()
      .append('st.1', 'MinutesDrafted', { statementIds: ['st.1.s1'] })
      .on('2021-02-01')
      .bothSign('st.1', { adopts: ['st.1.c1'] });
    history
      .on('2021-03-01')
      .append('st.1.c1', 'ProgressReported', { side: 'PK', narrative: 'Begun', percent: 10, evidence });
    history.append('st.1.c1', 'ProgressReported', { side: 'PK', narrative: 'More', percent: 58, evidence: [] });
    history.append('st.1.c1', 'CommitmentBlocked', { cause: 'Floods' });
    const { position, percent, blockedBy, why, adoptedBy, status } = await record(history);
    expect({ position, percent, status }).toEqual({ position: history.at(), percent: 58, status: 'onHold' });
    expect(blockedBy).toMatchObject({ cause: 'Floods', position: history.at() });
    expect(adoptedBy).toMatchObject({ session: 'st.1', version: 1, authority: 'signedMinutes' });
    expect(why.adoption).toMatchObject([
      {
        to: 'provisional',
        rule: 'T2',
        type: 'CommitmentRegistered',
        session: 'st.1',
        statement: 'st.1.s1',
        authority: 'press',
        source: { reference: 'A newspaper' },
        position: history.at('CommitmentRegistered'),
      },
      { from: 'provisional', to: 'adopted', rule: 'T4', session: 'st.1', authority: 'signedMinutes' },
    ]);
    expect(why.implementation.map(({ from, to, rule, type }) => [from, to, rule, type])).toEqual([
      [undefined, 'notStarted', undefined, 'CommitmentRegistered'],
      ['notStarted', 'inProgress', 'T6', 'ProgressReported'],
      ['inProgress', 'onHold', 'T7', 'CommitmentBlocked'],
    ]);
    expect(why.disposition.map(({ to }) => to)).toEqual(['open']);
    expect(why.adoption[1]!.eventId).toBe(history.events[history.at('CommitmentAdopted')]!.id);
  });

  it('keeps every due date with the session that set it', async () => {
    const history = decided()
      .on('2022-01-01')
      .session('st.2', (s) =>
        s
          .append('st.2', 'CommitmentReviewed', {
            commitmentId: 'st.1.c1',
            outcome: 'dateRevised',
            due: { date: '2022-04' },
            reason: 'Floods',
          })
          .append('st.2', 'CommitmentReviewed', {
            commitmentId: 'st.1.c1',
            outcome: 'deferred',
            due: { session: 'st.4' },
          }),
      );
    history.append('st.1.c1', 'DueDateRevised', { from: { session: 'st.4' }, to: { date: '2023' }, reason: 'Sooner' });
    const { due: now, dueHistory } = await record(history);
    expect(now).toEqual({ date: '2023' });
    expect(dueHistory.map((it) => [it.due, it.session, it.occurredAt.value])).toEqual([
      [{ date: '2021' }, 'st.1', '2020-11-06'],
      [{ date: '2022-04' }, 'st.2', '2022-01-01'],
      [{ session: 'st.4' }, 'st.2', '2022-01-01'],
      [{ date: '2023' }, undefined, '2022-01-01'],
    ]);
  });

  it('shows the signed values where the signed text differs', async () => {
    const history = decided().append('st.1', 'MinutesDrafted', { statementIds: ['st.1.s1'] });
    history.bothSign('st.1', {
      adopts: [
        {
          commitmentId: 'st.1.c1',
          diff: [
            { field: 'title', from: { en: 'x' }, to: { zh: '联合中心' } },
            { field: 'lead', from: ['pk-most'], to: ['pk-hec'] },
            { field: 'due', from: due },
            { field: 'condition', to: 'Funds are found' },
          ],
        },
      ],
    });
    const row = await record(history);
    expect(row).toMatchObject({ title: { zh: '联合中心' }, lead: ['pk-hec'], condition: 'Funds are found' });
    expect(row.due).toBeUndefined();
    expect(row.flags).toEqual(['undated', 'conditional']);
    expect(row.dueHistory.at(-1)).toMatchObject({ session: 'st.1' });
  });

  it('keeps evidence that was retracted, with the reason', async () => {
    const history = decided().append('st.1.c1', 'EvidenceAttached', { evidence: { reference: 'A letter' } });
    history.append('st.1.c1', 'EvidenceRetracted', { reference: 'A letter', reason: 'Forged' });
    expect((await record(history)).evidence).toMatchObject([{ reference: 'A letter', retracted: 'Forged' }]);
  });

  it('shows the latest fifty of a list that grows, says so, and has the rest in pages', async () => {
    const history = decided();
    const names = Array.from({ length: 60 }, (_, n) => `Photograph ${n}`);
    for (const reference of names) history.append('st.1.c1', 'EvidenceAttached', { evidence: { reference } });
    history.append('st.1.c1', 'EvidenceRetracted', { reference: 'Photograph 3', reason: 'Forged' });
    const { evidence, shortened } = await record(history);
    expect(evidence.map(({ reference }) => reference)).toEqual(names.slice(10));
    expect(shortened).toEqual(['evidence']);
    const first = (await evidenceList(history.asked(), 'st.1.c1'))!;
    const second = (await evidenceList(history.asked(), 'st.1.c1', { after: first.next }))!;
    expect([...first.items, ...second.items].map(({ reference }) => reference)).toEqual(names);
    expect(second.next).toBeUndefined();
    expect(first.items[3]).toMatchObject({ reference: 'Photograph 3', retracted: 'Forged' });
  });

  it('says from which value an axis moved, also where the moves before are no longer shown', async () => {
    const history = decided().append('st.1.c1', 'WorkStarted', { cause: 'Ground broken' });
    for (let n = 0; n < 30; n += 1)
      history.append('st.1.c1', 'CommitmentBlocked', { cause: 'Floods' }).append('st.1.c1', 'CommitmentUnblocked', {});
    const { why, shortened } = await record(history);
    expect(shortened).toEqual(['history']);
    expect(why.implementation).toHaveLength(50);
    expect(why.implementation[0]).toMatchObject({ from: 'inProgress', to: 'onHold' });
  });

  it('does not retract evidence that was given again afterwards', async () => {
    const history = decided().append('st.1.c1', 'EvidenceAttached', { evidence: { reference: 'A letter' } });
    history
      .append('st.1.c1', 'EvidenceRetracted', { reference: 'A letter', reason: 'Forged' })
      .append('st.1.c1', 'EvidenceAttached', { evidence: { reference: 'A letter' } });
    expect((await record(history)).evidence.map(({ retracted }) => retracted)).toEqual(['Forged', undefined]);
  });

  it('shows what was corrected in a statement that names it', async () => {
    const history = decided();
    const { id: eventId } = history.events[history.at('DecisionTaken')]!;
    const [old, words] = [{ en: 'Old' }, { en: 'New' }];
    history.append('st.1', 'RecordCorrected', { eventId, field: 'text', old, new: words, reason: 'A typing error' });
    expect((await record(history)).corrections).toMatchObject([
      { statement: 'st.1.s1', field: 'text', old, new: words, reason: 'A typing error' },
    ]);
  });

  it('shows which of its entries were corrected or withdrawn, and why', async () => {
    const history = decided().append('st.1.c1', 'DueDateSet', { due: { date: '2022-06' } });
    const { id: eventId } = history.events[history.at('DueDateSet')]!;
    const [old, right] = [{ date: '2022-06' }, { date: '2022-07' }];
    const correction = { eventId, field: 'due', old, new: right, reason: 'Mistyped', changes: [] };
    history.append('st.1.c1', 'EntryCorrected', correction);
    history.append('st.1.c1', 'EntryWithdrawn', { eventId, entry: 'DueDateSet', reason: 'Another item', changes: [] });
    expect((await record(history)).setRight).toMatchObject([
      { corrects: eventId, field: 'due', old, new: right, reason: 'Mistyped' },
      { withdraws: [eventId], entry: 'DueDateSet', reason: 'Another item' },
    ]);
  });

  it('drops consents as soon as the status moves', async () => {
    const history = decided().append('st.1.c1', 'ConsentGiven', { side: 'PK', to: 'withdraw' });
    expect((await record(history)).consents).toMatchObject([{ side: 'PK', to: 'withdraw' }]);
    history.append('st.1.c1', 'WorkStarted', { cause: 'Ground broken' });
    expect((await record(history)).consents).toEqual([]);
  });

  it('shows an effect that the rules refused', async () => {
    const history = decided().session('st.2', (s) =>
      s.append('st.2', 'CommitmentReviewed', { commitmentId: 'st.1.c1', outcome: 'reopened', reason: 'Unfinished' }),
    );
    expect((await record(history)).notApplied).toMatchObject([
      { command: 'ReopenCommitment', statement: 'st.2.s1', refusal: { code: 'NOTHING_TO_REOPEN' } },
    ]);
  });

  it('says what an outcome waits for, until it applies', async () => {
    const history = decided().session('st.2', (s) =>
      s.append('st.2', 'CommitmentReviewed', { commitmentId: 'st.1.c1', outcome: 'completionConfirmed' }),
    );
    const waiting = { statement: 'st.2.s1', outcome: 'completionConfirmed' };
    const needs = (...what: string[]) => ({ waiting: { ...waiting, needs: what } });
    expect(await record(history)).toMatchObject({ ...needs('report', 'signatures'), notApplied: [] });
    history.append('st.1.c1', 'CompletionReported', { by: { side: 'PK' }, completedOn: '2023', evidence });
    expect(await record(history)).toMatchObject({ ...needs('signatures'), status: 'reportedComplete' });
    history.append('st.1', 'MinutesDrafted', { statementIds: ['st.1.s1'] }).bothSign('st.1', { adopts: ['st.1.c1'] });
    const { waiting: now, status } = await record(history);
    expect({ now, status }).toEqual({ now: undefined, status: 'completed' });
  });

  it('tells who acted from who entered it', async () => {
    const onBehalfOf = { role: 'focalPoint', side: 'PK', institution: 'pk-most' } as const;
    const actor = { id: 'x', role: 'recorder', onBehalfOf } as const;
    const secretariat = { actor: { id: 'y', role: 'secretariat', side: 'CN' } } as const;
    const history = decided()
      .append('st.1.c1', 'WorkStarted', { cause: 'It began' }, { actor })
      .append('st.1.c1', 'DueDateSet', { due: { date: '2024' } }, secretariat)
      .append('st.1.c1', 'ProgressAssessed', { by: 'CN', rating: 'atRisk' }, secretariat);
    const { why, dueHistory, assessments } = await record(history);
    const byCn = { by: { side: 'CN' }, enteredBy: { role: 'secretariat' } };
    expect(why.implementation.at(-1)).toMatchObject({
      by: { side: 'PK', institution: 'pk-most' },
      enteredBy: { role: 'recorder' },
    });
    expect(dueHistory.at(-1)).toMatchObject(byCn);
    expect(assessments).toMatchObject([byCn]);
    expect(why.adoption[0]).toMatchObject({ enteredBy: { role: 'policy' } });
    expect(why.adoption[0]).not.toHaveProperty('by');
  });

  it('says who may see each part', async () => {
    const more = { visibility: 'sideInternal', actor: { id: 'x', role: 'secretariat', side: 'PK' } } as const;
    const history = decided().append('st.1.c1', 'ProgressAssessed', { by: 'PK', rating: 'atRisk' }, more);
    expect((await record(history)).assessments).toMatchObject([{ visibility: 'sideInternal', side: 'PK' }]);
  });
});
