import { describe, expect, it } from '@jest/globals';
import { commitmentList } from './list.js';
import { commitmentRecord } from './record.js';
import { undertaking } from '../testing/frame.js';
import { History } from '../testing/history.js';

const flags = async (history: History, on: string, id = 'st.1.c1') =>
  (await commitmentRecord(history.asked(on), id))!.flags;

const due = { date: '2022-04' };
const both = { lead: ['pk-most'], support: ['cn-most'], due };
const said = (more: object, type: 'DecisionTaken' | 'ProposalMade' = 'DecisionTaken') =>
  new History()
    .forum()
    .on('2020-11-06')
    .session('st.1', (s) =>
      s.append('st.1', type, {
        ...(type === 'ProposalMade' && { speaker: { kind: 'side', side: 'PK' } }),
        undertakings: [undertaking('st.1.c1', more)],
      }),
    );
const adopted = (more: object = both) =>
  said(more)
    .append('st.1', 'MinutesDrafted', { statementIds: ['st.1.s1'] })
    .bothSign('st.1', { adopts: ['st.1.c1'] });
const assess = (history: History, by: string, rating: 'onTrack' | 'atRisk') =>
  history.append('st.1.c1', 'ProgressAssessed', { by, rating });

describe('the flags', () => {
  it('are none for a commitment that is adopted, assigned on both sides, dated and on time', async () => {
    expect(await flags(adopted(), '2022-04-30')).toEqual([]);
  });

  it('have withoutEvidence while what is reported or confirmed complete has no evidence left that counts', async () => {
    const retract = (history: History, reference: string) =>
      history.append('st.1.c1', 'EvidenceRetracted', { reference, reason: 'Of another road' });
    const history = adopted()
      .append('st.1.c1', 'ProgressReported', {
        side: 'PK',
        narrative: 'Half',
        evidence: [{ reference: 'A photograph' }],
      })
      .append('st.1.c1', 'CompletionReported', {
        by: { side: 'PK', institution: 'pk-most' },
        completedOn: '2022-04-10',
        evidence: [{ reference: 'A letter' }],
      })
      .append('st.1.c1', 'EvidenceAttached', { evidence: { reference: 'A deed' } });
    expect(await flags(retract(history, 'A letter'), '2022-04-11')).toEqual([]);
    expect(await flags(retract(history, 'A deed'), '2022-04-11')).toEqual(['withoutEvidence']);
    history.append('st.1.c1', 'CompletionConfirmed', { by: 'secretariats' });
    expect(await flags(history, '2022-04-11')).toEqual(['withoutEvidence']);
    const listed = async (flag: 'withoutEvidence' | 'overdue') =>
      (await commitmentList(history.asked('2022-04-11'), { flag: [flag] })).items.map(({ id }) => id);
    expect([await listed('withoutEvidence'), await listed('overdue')]).toEqual([['st.1.c1'], []]);
    history.append('st.1.c1', 'EvidenceAttached', { evidence: { reference: 'A letter' } });
    expect(await flags(history, '2022-04-11')).toEqual([]);
  });

  describe('have overdue', () => {
    it.each([
      ['2022', '2022-12-31', '2023-01-01'],
      ['2022-04', '2022-04-30', '2022-05-01'],
      ['2024-02', '2024-02-29', '2024-03-01'],
      ['2022-04-10', '2022-04-10', '2022-04-11'],
    ])('with a due date of %s not yet on %s, but on %s', async (date, last, next) => {
      const history = adopted({ ...both, due: { date } });
      expect(await flags(history, last)).toEqual([]);
      expect(await flags(history, next)).toEqual(['overdue']);
    });

    it('when the session by which the commitment was due has concluded', async () => {
      const history = adopted({ ...both, due: { session: 'st.2' } })
        .append('st.2', 'SessionScheduled', {})
        .append('st.2', 'SessionOpened', {});
      history.append('st.2', 'MatterNoted', { refersTo: ['st.1.c1'] });
      expect(await flags(history, '2030-01-01')).toEqual([]);
      expect(await flags(history.append('st.2', 'SessionConcluded', {}), '2020-12-01')).toEqual(['overdue']);
    });

    it('until completion is reported, and again when the report is not accepted', async () => {
      const evidence = [{ reference: 'A letter' }];
      const reported = adopted().append('st.1.c1', 'CompletionReported', {
        by: { side: 'PK', institution: 'pk-most' },
        completedOn: '2022-04-10',
        evidence,
      });
      expect(await flags(reported, '2030-01-01')).toEqual([]);
      reported.append('st.1.c1', 'CompletionNotAccepted', { by: 'CN', reason: 'The road ends in a field' });
      expect(await flags(reported, '2030-01-01')).toEqual(['overdue']);
    });

    it('never for a proposal, nor for a commitment that is completed, closed or not adopted', async () => {
      const late = '2030-01-01';
      expect(await flags(said(both, 'ProposalMade'), late)).toEqual([]);
      const completed = adopted();
      completed.append('st.1.c1', 'CompletionConfirmed', { by: 'secretariats' });
      expect(await flags(completed, late)).toEqual([]);
      const withdrawn = adopted().append('st.1.c1', 'CommitmentWithdrawn', { by: 'secretariats', reason: 'No need' });
      expect(await flags(withdrawn, late)).toEqual([]);
      const left = said(both).append('st.1.c1', 'CommitmentNotAdopted', { reason: 'Left out', session: 'st.1' });
      expect(await flags(left, late)).toEqual([]);
    });

    it('by the revised date where the date was revised', async () => {
      const history = adopted().append('st.1.c1', 'DueDateRevised', {
        from: due,
        to: { date: '2023' },
        reason: 'Floods',
      });
      expect(await flags(history, '2023-12-31')).toEqual([]);
    });
  });

  it('have silent(n) after n concluded sessions without a mention', async () => {
    const history = adopted().session('st.2').session('st.3');
    expect(await flags(history, '2021-01-01')).toEqual(['silent(2)']);
    history.session('st.4', (s) => s.append('st.4', 'ConcernExpressed', { refersTo: ['st.1.c1'] })).session('st.5');
    expect(await flags(history, '2021-01-01')).toEqual(['silent(1)']);
    expect(
      await flags(history.append('st.6', 'SessionScheduled', {}).append('st.6', 'SessionOpened', {}), '2021-01-01'),
    ).toEqual(['silent(1)']);
  });

  it('count silence by the numbers of sessions, not by when they were recorded', async () => {
    const history = adopted().session('st.3', (s) => s.append('st.3', 'MatterNoted', { refersTo: ['st.1.c1'] }));
    expect(await flags(history.session('st.2'), '2021-01-01')).toEqual([]);
  });

  it('end silence by a mention in another forum, until the next session of the own forum', async () => {
    const history = adopted().forum('jcc').session('st.2');
    history.session('jcc.1', (s) => s.append('jcc.1', 'MatterNoted', { refersTo: ['st.1.c1'] }));
    expect(await flags(history, '2021-01-01')).toEqual([]);
    expect(await flags(history.session('st.3'), '2021-01-01')).toEqual(['silent(1)']);
  });

  it('count silence of a legacy commitment from its registration, and not once it is finished', async () => {
    const history = new History().forum().session('st.1');
    history.append('st.0.c1', 'CommitmentRegistered', both);
    expect(await flags(history, '2021-01-01', 'st.0.c1')).toEqual(['unsigned']);
    expect(await flags(history.session('st.2'), '2021-01-01', 'st.0.c1')).toEqual(['silent(1)', 'unsigned']);
    history.append('st.0.c1', 'CommitmentLapsed', { by: 'forum', rule: 'Two years' });
    expect(await flags(history, '2021-01-01', 'st.0.c1')).toEqual(['unsigned']);
  });

  it('have carriedOver(n) when a commitment was carried over n times', async () => {
    const carry = (from: number, to: number) => (s: History) =>
      s.append(`st.${from}`, 'CommitmentReviewed', {
        commitmentId: 'st.1.c1',
        outcome: 'carriedOver',
        toSession: `st.${to}`,
      });
    const history = adopted().session('st.2', carry(2, 3)).session('st.3', carry(3, 4));
    expect(await flags(history, '2021-01-01')).toEqual(['carriedOver(2)']);
  });

  it('have disputed while the latest assessments of the sides differ', async () => {
    const history = adopted();
    assess(history, 'PK', 'onTrack');
    expect(await flags(history, '2021-01-01')).toEqual([]);
    assess(history, 'CN', 'atRisk');
    expect(await flags(history, '2021-01-01')).toEqual(['disputed']);
    assess(history, 'PK', 'atRisk');
    expect(await flags(history, '2021-01-01')).toEqual([]);
  });

  it('have unassigned while one side has no institution that leads or supports, except for a measure by one side', async () => {
    const oneSided = { ...both, support: [] };
    const history = adopted(oneSided);
    expect(await flags(history, '2021-01-01')).toEqual(['unassigned']);
    history.append('st.1.c1', 'ResponsibilityAssigned', { institution: 'cn-cas', part: 'support' });
    expect(await flags(history, '2021-01-01')).toEqual([]);
    expect(await flags(adopted({ ...oneSided, kind: 'measureByOneSide' }), '2021-01-01')).toEqual([]);
  });

  it('have undated without a due date, except for a continuing commitment', async () => {
    expect(await flags(adopted({}), '2021-01-01')).toEqual(['undated']);
    expect(await flags(adopted({ kind: 'continuing' }), '2021-01-01')).toEqual([]);
  });

  it('have unsigned and conditional as the record says', async () => {
    const history = said({ ...both, condition: 'Funds are found' });
    expect(await flags(history, '2021-01-01')).toEqual(['unsigned', 'conditional']);
  });

  it.each([
    ['passed without being reached', '2022-06-01', undefined, ['missedMilestone']],
    ['not passed yet', '2022-05-31', undefined, []],
    ['reached in time', '2022-06-01', '2022-05', []],
    ['reached in a year, so perhaps in time', '2022-06-10', '2022', []],
    ['reached late', '2022-06-10', '2022-06-03', ['missedMilestone']],
  ])('have missedMilestone or not for a milestone %s', async (_, on, reachedOn, expected) => {
    const history = adopted({ ...both, due: { date: '2023' } });
    history.append('st.1.c1', 'MilestoneDefined', { milestone: 'm1', title: 'Opening', due: { date: '2022-05' } });
    if (reachedOn) history.append('st.1.c1', 'MilestoneReached', { milestone: 'm1', on: reachedOn, evidence: [] });
    expect(await flags(history, on)).toEqual(expected);
  });
});
