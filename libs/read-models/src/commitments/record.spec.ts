import { describe, expect, it } from '@jest/globals';
import { Story, undertaking } from '../testing/story.js';
import { commitmentRecord } from './record.js';

const due = { date: '2021' };
const decided = () =>
  new Story()
    .forum()
    .on('2020-11-06')
    .session('st.1', (s) => s.says('st.1', 'DecisionTaken', { undertakings: [undertaking('st.1.c1', { due })] }));
const record = async (story: Story) => (await commitmentRecord(story.asked(), 'st.1.c1'))!;
const evidence = [{ reference: 'A photograph' }];

describe('the record of a commitment', () => {
  it('is undefined for a commitment that was only mentioned', async () => {
    const story = new Story().forum().session('st.1', (s) => s.says('st.1', 'MatterNoted', { refersTo: ['st.1.c1'] }));
    expect(await commitmentRecord(story.asked(), 'st.1.c1')).toBeUndefined();
  });

  it('tells for each axis which events and rules brought it to where it is', async () => {
    const story = decided().drafted('st.1', 1, [1]).on('2021-02-01').signed('st.1', 1, ['st.1.c1']);
    story
      .on('2021-03-01')
      .happens('st.1.c1', 'ProgressReported', { side: 'PK', narrative: 'Begun', percent: 10, evidence });
    story.happens('st.1.c1', 'ProgressReported', { side: 'PK', narrative: 'More', percent: 58, evidence: [] });
    story.happens('st.1.c1', 'CommitmentBlocked', { cause: 'Floods' });
    const { position, percent, blockedBy, why, adoptedBy, status } = await record(story);
    expect({ position, percent, status }).toEqual({ position: story.at(), percent: 58, status: 'onHold' });
    expect(blockedBy).toMatchObject({ cause: 'Floods', position: story.at() });
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
        position: story.at('CommitmentRegistered'),
      },
      { from: 'provisional', to: 'adopted', rule: 'T4', session: 'st.1', authority: 'signedMinutes' },
    ]);
    expect(why.implementation.map(({ from, to, rule, type }) => [from, to, rule, type])).toEqual([
      [undefined, 'notStarted', undefined, 'CommitmentRegistered'],
      ['notStarted', 'inProgress', 'T6', 'ProgressReported'],
      ['inProgress', 'onHold', 'T7', 'CommitmentBlocked'],
    ]);
    expect(why.disposition.map(({ to }) => to)).toEqual(['open']);
    expect(why.adoption[1]!.eventId).toBe(story.events[story.at('CommitmentAdopted')]!.id);
  });

  it('keeps every due date with the session that set it', async () => {
    const story = decided()
      .on('2022-01-01')
      .session('st.2', (s) =>
        s
          .says('st.2', 'CommitmentReviewed', {
            commitmentId: 'st.1.c1',
            outcome: 'dateRevised',
            due: { date: '2022-04' },
            reason: 'Floods',
          })
          .says('st.2', 'CommitmentReviewed', {
            commitmentId: 'st.1.c1',
            outcome: 'deferred',
            due: { session: 'st.4' },
          }),
      );
    story.happens('st.1.c1', 'DueDateRevised', { from: { session: 'st.4' }, to: { date: '2023' }, reason: 'Sooner' });
    const { due: now, dueHistory } = await record(story);
    expect(now).toEqual({ date: '2023' });
    expect(dueHistory.map((it) => [it.due, it.session, it.occurredAt.value])).toEqual([
      [{ date: '2021' }, 'st.1', '2020-11-06'],
      [{ date: '2022-04' }, 'st.2', '2022-01-01'],
      [{ session: 'st.4' }, 'st.2', '2022-01-01'],
      [{ date: '2023' }, undefined, '2022-01-01'],
    ]);
  });

  it('reads as it was signed, where the signed text differs', async () => {
    const story = decided().drafted('st.1', 1, [1]);
    story.signed('st.1', 1, [], {
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
    const row = await record(story);
    expect(row).toMatchObject({ title: { zh: '联合中心' }, lead: ['pk-hec'], condition: 'Funds are found' });
    expect(row.due).toBeUndefined();
    expect(row.flags).toEqual(['undated', 'conditional']);
    expect(row.dueHistory.at(-1)).toMatchObject({ session: 'st.1' });
  });

  it('keeps evidence that was retracted, with the reason', async () => {
    const story = decided().happens('st.1.c1', 'EvidenceAttached', { evidence: { reference: 'A letter' } });
    story.happens('st.1.c1', 'EvidenceRetracted', { reference: 'A letter', reason: 'Forged' });
    expect((await record(story)).evidence).toMatchObject([{ reference: 'A letter', retracted: 'Forged' }]);
  });

  it('drops consents as soon as the status moves', async () => {
    const story = decided().happens('st.1.c1', 'ConsentGiven', { side: 'PK', to: 'withdraw' });
    expect((await record(story)).consents).toMatchObject([{ side: 'PK', to: 'withdraw' }]);
    story.happens('st.1.c1', 'WorkStarted', { cause: 'Ground broken' });
    expect((await record(story)).consents).toEqual([]);
  });

  it('shows an effect that the rules refused', async () => {
    const story = decided().session('st.2', (s) =>
      s.says('st.2', 'CommitmentReviewed', { commitmentId: 'st.1.c1', outcome: 'completionConfirmed' }),
    );
    expect((await record(story)).notApplied).toMatchObject([
      { command: 'ConfirmCompletion', statement: 'st.2.s1', refusal: { code: 'NOT_REPORTED_COMPLETE' } },
    ]);
  });

  it('says who may see each part', async () => {
    const more = { visibility: 'sideInternal', actor: { id: 'x', role: 'secretariat', side: 'PK' } } as const;
    const story = decided().happens('st.1.c1', 'ProgressAssessed', { by: 'PK', rating: 'atRisk' }, more);
    expect((await record(story)).assessments).toMatchObject([{ visibility: 'sideInternal', side: 'PK' }]);
  });
});
