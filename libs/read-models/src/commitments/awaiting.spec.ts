import { describe, expect, it } from '@jest/globals';
import { undertaking } from '../testing/frame.js';
import { History } from '../testing/history.js';
import { commitmentList } from './list.js';

const decided = () =>
  new History().forum().session('st.1', (s) =>
    s
      .append('st.1', 'DecisionTaken', {
        undertakings: [undertaking('st.1.c1'), undertaking('st.1.c2', { lead: ['cn-cas'] })],
      })
      .append('st.1', 'MinutesDrafted', { statementIds: ['st.1.s1'] }),
  );
const signed = () => decided().bothSign('st.1', { adopts: ['st.1.c1', 'st.1.c2'] });
const reported = () =>
  signed().append('st.1.c1', 'CompletionReported', {
    by: { side: 'PK', institution: 'pk-most' },
    completedOn: '2020-01-01',
    evidence: [{ reference: 'A photograph' }],
  });
const proposed = (side: string) =>
  new History()
    .forum()
    .session('st.1', (s) =>
      s.append('st.1', 'ProposalMade', { speaker: { kind: 'side', side }, undertakings: [undertaking('st.1.c1')] }),
    );

const awaiting = async (who: string, history: History) =>
  (await commitmentList(history.asked(), { awaiting: who })).items.map(({ id }) => id);

describe('What awaits', () => {
  it('a side is what the other side has proposed', async () => {
    expect(await awaiting('CN', proposed('PK'))).toEqual(['st.1.c1']);
    expect(await awaiting('PK', proposed('PK'))).toEqual([]);
    expect(await awaiting('KZ', proposed('PK'))).toEqual([]);
  });

  it('a side is what is reported complete, until its secretariat has consented', async () => {
    const history = reported();
    expect([await awaiting('PK', history), await awaiting('CN', history)]).toEqual([['st.1.c1'], ['st.1.c1']]);
    history.append('st.1.c1', 'ConsentGiven', { side: 'PK', to: 'confirmCompletion' });
    expect([await awaiting('PK', history), await awaiting('CN', history)]).toEqual([[], ['st.1.c1']]);
  });

  it('a side is what the other secretariat has consented to', async () => {
    const history = signed().append('st.1.c2', 'ConsentGiven', { side: 'CN', to: 'withdraw' });
    expect([await awaiting('PK', history), await awaiting('CN', history)]).toEqual([['st.1.c2'], []]);
  });

  it('a side is the due date that the other proposed last', async () => {
    const propose = (side: string, date: string) => ({ side, to: 'reviseDueDate', due: { date } }) as const;
    const history = signed().append('st.1.c1', 'ConsentGiven', propose('PK', '2030'));
    expect([await awaiting('PK', history), await awaiting('CN', history)]).toEqual([[], ['st.1.c1']]);
    history.append('st.1.c1', 'ConsentGiven', propose('CN', '2031'));
    expect([await awaiting('PK', history), await awaiting('CN', history)]).toEqual([['st.1.c1'], []]);
    history.append('st.1.c1', 'ConsentGiven', propose('PK', '2031'));
    history.append('st.1.c1', 'DueDateRevised', { to: { date: '2031' }, reason: 'Rain', byBothSides: true });
    expect([await awaiting('PK', history), await awaiting('CN', history)]).toEqual([[], []]);
  });

  it('an institution is the work that it leads, until it has reported it complete', async () => {
    expect(await awaiting('pk-most', decided())).toEqual(['st.1.c1']);
    expect(await awaiting('cn-cas', signed())).toEqual(['st.1.c2']);
    expect(await awaiting('cn-most', signed())).toEqual([]);
    expect(await awaiting('pk-most', reported())).toEqual([]);
  });
});

describe('What was referred to a forum', () => {
  it('is in its list until it is returned', async () => {
    const listed = async (history: History) =>
      (await commitmentList(history.asked(), { referredTo: 'gw' })).items.map(({ id, referredTo }) => [id, referredTo]);
    const history = signed().append('st.1.c1', 'CommitmentReferred', { toForum: 'gw' });
    expect(await listed(history)).toEqual([['st.1.c1', 'gw']]);
    history.append('st.1.c1', 'ReferralReturned', { fromForum: 'gw' });
    expect(await listed(history)).toEqual([]);
  });
});
