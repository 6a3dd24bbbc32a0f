import { describe, expect, it } from '@jest/globals';
import { fold } from '@jwg/event-sourcing';
import { context, recorder, sample, stored } from '../samples.js';
import * as lives from '../testing/lives.js';
import { commitment } from './decide.js';
import type { CommitmentEvent } from './events.js';
import { nextMoves, type Mover } from './next-moves.js';

const { provisional, adopted, inProgress, onHold, reportedComplete, proposed, referred, continuing } = lives;
const waitsFor = (life: readonly CommitmentEvent[], ...signed: string[]) => {
  const history = life.map((event, n) => stored(event, 'commitment-cpec-jwg-st.2.c1', n));
  return nextMoves(fold(commitment, history), context(recorder, { history }), signed);
};
const rulesOf = (life: readonly CommitmentEvent[]) => waitsFor(life).map(({ rule }) => rule);
const consented = (side: string) =>
  sample('ConsentGiven', { side, to: 'confirmCompletion', reason: undefined, due: undefined });

const [pk, cn]: Mover[] = ['PK', 'CN'].map((side) => ({ role: 'secretariat', side }));
const jointly = (role: 'coChair' | 'secretariat', side: string): Mover => ({ role, side, together: true });
const session: Mover = { forum: 'cpec-jwg-st' };
const workers = [{ role: 'focalPoint', side: 'PK', institution: 'pk-stza' }, pk, cn];

describe('A commitment waits', () => {
  it.each<[string, readonly CommitmentEvent[], string[]]>([
    ['to be accepted while it is proposed', proposed, ['T2']],
    ['for signatures, and for the work meanwhile', provisional, ['T4', 'T6', 'T8']],
    ['for the work once it is adopted', adopted, ['T6', 'T8']],
    ['for a report while the work is going on', inProgress, ['T8']],
    ['to go on while it is on hold', onHold, ['T7']],
    ['to be confirmed once it is reported complete', reportedComplete, ['T9']],
    ['to come back from another forum', referred, ['T15', 'T6', 'T8']],
    ['for no report where it continues', continuing, ['T6']],
    ['for nothing once it is completed', lives.completed, []],
    ['for nothing once it is superseded', lives.superseded, []],
    ['for nothing where it was not adopted', lives.notAdopted, []],
  ])('%s', (_, life, rules) => expect(rulesOf(life)).toEqual(rules));

  it('for those who may make the move by the rules', () => {
    expect(waitsFor(adopted)).toEqual([
      { move: 'WorkStarted', rule: 'T6', by: workers },
      { move: 'CompletionReported', rule: 'T8', by: workers },
    ]);
    expect(waitsFor(referred)[0]).toEqual({ move: 'ReferralReturned', rule: 'T15', by: [{ forum: 'cpec-jcc' }] });
  });

  it('for both signatures, or for the one that is missing', () => {
    const adoption = { move: 'CommitmentAdopted', rule: 'T4' };
    const both = [jointly('coChair', 'PK'), jointly('coChair', 'CN')];
    expect(waitsFor(provisional)[0]).toEqual({ ...adoption, by: both });
    expect(waitsFor(provisional, 'PK')[0]).toEqual({ ...adoption, by: [both[1]] });
  });

  it('for a session, or for both secretariats, of which the second one completes it', () => {
    const confirmation = { move: 'CompletionConfirmed', rule: 'T9' };
    const both = [jointly('secretariat', 'PK'), jointly('secretariat', 'CN')];
    expect(waitsFor(reportedComplete)).toEqual([{ ...confirmation, by: [session, ...both] }]);
    expect(waitsFor([...reportedComplete, consented('PK')])).toEqual([{ ...confirmation, by: [session, cn] }]);
  });

  it('for what has to come first', () => {
    const unsigned = [...provisional, sample('CompletionReported')];
    expect(waitsFor(unsigned).map(({ rule, needs }) => [rule, needs])).toEqual([
      ['T4', undefined],
      ['T9', ['signatures']],
    ]);
  });

  it('for no one else where a session has confirmed it already', () => {
    expect(waitsFor([...inProgress, sample('OutcomeWaits')]).at(-1)).toEqual({
      move: 'CompletionConfirmed',
      rule: 'T9',
      by: [],
      needs: ['report'],
    });
  });
});
