import { describe, expect, it } from '@jest/globals';
import type { LedgerEvent } from './catalogue.js';
import { changedFields } from './changed-fields.js';
import { sample, stored } from './samples.js';

const changed = (category: 'session' | 'commitment', before: LedgerEvent[], later: LedgerEvent[]) => {
  const all = [...before, ...later].map((event, n) => stored(event, `${category}-x`, n));
  return changedFields(category, all.slice(0, before.length), all);
};

describe('What changed in a commitment', () => {
  const begun = [sample('CommitmentRegistered'), sample('WorkStarted')];
  const blocked = sample('CommitmentBlocked', { cause: 'No land', waitingFor: 'land at Lahore' });

  it('is its status, and what holds it up', () => {
    expect(changed('commitment', begun, [blocked])).toEqual([
      { field: 'implementation', from: 'inProgress', to: 'onHold' },
      { field: 'status', from: 'inProgress', to: 'onHold' },
      { field: 'blockedBy', from: null, to: { cause: 'No land', waitingFor: 'land at Lahore' } },
    ]);
    expect(changed('commitment', [...begun, blocked], [sample('CommitmentUnblocked')])).toContainEqual({
      field: 'blockedBy',
      from: { cause: 'No land', waitingFor: 'land at Lahore' },
      to: null,
    });
  });

  it('is its date, who is responsible, and what one side consented to', () => {
    const later = [
      sample('DueDateSet', { due: { date: '2025' } }),
      sample('ResponsibilityAssigned', { institution: 'cn-most', part: 'support' }),
      sample('ConsentGiven', { side: 'PK', to: 'withdraw', reason: 'x' }),
    ];
    expect(changed('commitment', begun, later)).toEqual([
      { field: 'support', from: [], to: ['cn-most'] },
      { field: 'due', from: null, to: { date: '2025' } },
      { field: 'consents', from: {}, to: { withdraw: ['PK'] } },
    ]);
  });

  it('is nothing where something was only said of it', () => {
    expect(changed('commitment', begun, [sample('ProgressAssessed')])).toEqual([]);
    expect(changed('commitment', begun, [blocked, sample('CommitmentUnblocked')])).toEqual([]);
  });
});

describe('What changed in a session', () => {
  it('is its phase, how much was said, and who signed', () => {
    const before = [sample('SessionScheduled'), sample('SessionOpened')];
    const later = [
      sample('HopeExpressed'),
      sample('SessionConcluded', { concludedOn: '2022-04-20' }),
      sample('MinutesDrafted', { version: 1 }),
      sample('MinutesSignedBySide', { side: 'PK', signedOn: '2022-05-01' }),
    ];
    expect(changed('session', before, later)).toEqual([
      { field: 'phase', from: 'open', to: 'concluded' },
      { field: 'concludedOn', from: null, to: '2022-04-20' },
      { field: 'statements', from: 0, to: 1 },
      { field: 'version', from: null, to: 1 },
      { field: 'signatures', from: {}, to: { PK: '2022-05-01' } },
    ]);
  });
});
