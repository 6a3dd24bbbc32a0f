import { describe, expect, it } from '@jest/globals';
import { claimsOf, reasonOfChoice, weightier, type Weighed } from './claims.js';
import type { CommitmentEvent } from './events.js';
import { evolveStanding, notRegistered, type Standing } from './standing.js';

const standing: Standing = { ...notRegistered, lead: ['pk-most'], due: { date: '2021' } };
const said = (type: string, data: object) => {
  const event = { type, data } as CommitmentEvent;
  return claimsOf(event, standing, evolveStanding(standing, event));
};

describe('What an event says of a commitment', () => {
  it.each([
    ['DueDateRevised', { to: { date: '2022' }, reason: 'Floods' }, [['due', { date: '2022' }]]],
    ['ResponsibilityAssigned', { institution: 'pk-hec', part: 'lead' }, [['lead', ['pk-most', 'pk-hec']]]],
    [
      'ProgressReported',
      { side: 'PK', narrative: 'Half', percent: 50, evidence: [] },
      [
        ['implementation', 'inProgress'],
        ['percent', 50],
      ],
    ],
    [
      'CompletionReported',
      { by: {}, completedOn: '2022-04', evidence: [] },
      [
        ['implementation', 'reportedComplete'],
        ['completedOn', '2022-04'],
      ],
    ],
    [
      'OutcomeWaits',
      { statement: 'st.1.s1', outcome: 'completionConfirmed', waitsFor: ['report'] },
      [['implementation', 'completed']],
    ],
    ['EffectNotApplied', { command: 'ConfirmCompletion', cause: '', refusal: {} }, [['implementation', 'completed']]],
    ['EffectNotApplied', { command: 'DeclineCommitment', cause: '', refusal: {} }, []],
    ['ReminderIssued', { to: 'pk-most', regarding: 'It' }, []],
  ])('%s: %j', (type, data, claims) => {
    expect(said(type, data)).toEqual(claims);
  });
});

describe('Of two claims', () => {
  const claim = (authority: Weighed['authority'], until: string, place = 0): Weighed => ({ authority, until, place });
  const press = claim('press', '2023-01-01');
  const signed = claim('signedMinutes', '2021-01-01');

  it('the one on the stronger record counts more, then the later one, then the one that was entered later', () => {
    const some = [claim('press', '2022-01-01', 7), press, signed, claim('press', '2022-01-01', 9)];
    expect(some.toSorted(weightier)).toEqual([signed, press, some[3], some[0]]);
  });

  it('the reason says whether the record, the day or only the rules chose it', () => {
    expect(reasonOfChoice(signed, [press])).toBe('higherAuthority');
    expect(reasonOfChoice(press, [claim('press', '2022-01-01')])).toBe('recency');
    expect(reasonOfChoice(press, [signed])).toBe('laterEntry');
  });
});
