import { describe, expect, it } from '@jest/globals';
import type { CommitmentAnswer } from '../api/types.gen.js';
import { waitsFor } from './waits-for.js';

const given = (changes: Partial<CommitmentAnswer>) =>
  ({
    kind: 'jointProject',
    adoption: 'provisional',
    implementation: 'notStarted',
    disposition: 'open',
    consents: [],
    ...changes,
  }) as unknown as CommitmentAnswer;
const rules = (changes: Partial<CommitmentAnswer>) => waitsFor(given(changes), ['PK', 'CN']).map(({ rule }) => rule);

describe('What a commitment waits for', () => {
  it('is both signatures before anybody can confirm it', () => {
    expect(rules({ implementation: 'reportedComplete' })).toEqual(['T4', 'T9']);
    expect(rules({ implementation: 'reportedComplete', adoption: 'adopted' })).toEqual(['T9']);
  });

  it('is the answer of the side that did not propose it', () => {
    expect(waitsFor(given({ adoption: 'proposed', proposedBy: 'PK' }), ['PK', 'CN'])).toEqual([
      { for: 'answer', rule: 'T2', of: 'CN' },
    ]);
  });

  it('is nothing for what is finished or closed, and no report for what is only reviewed', () => {
    expect(rules({ adoption: 'notAdopted' })).toEqual([]);
    expect(rules({ disposition: 'withdrawn' })).toEqual([]);
    expect(rules({ adoption: 'adopted', implementation: 'completed' })).toEqual([]);
    expect(rules({ kind: 'continuing', adoption: 'adopted', implementation: 'inProgress' })).toEqual([]);
  });

  it('is the forum that has it now', () => {
    expect(rules({ disposition: 'referred', referredTo: 'cpec-jcc' })).toEqual(['T15']);
  });
});
