import { describe, expect, it } from '@jest/globals';
import { byUrgency, urgencyOf } from './urgency.js';

const listed = (id: string, flags: string[], due?: { date: string }, status = 'inProgress' as const) => ({
  id,
  flags,
  due,
  status,
});

describe('The order of an institution’s commitments', () => {
  it('is overdue first, then the nearest date, then silence, then the rest, and what waits for others', () => {
    const commitments = [
      listed('undated', ['undated']),
      { ...listed('reported', []), status: 'reportedComplete' as const },
      listed('silent', ['silent(2)', 'undated']),
      listed('in-2024', [], { date: '2024' }),
      listed('in-april-2024', [], { date: '2024-04' }),
      listed('overdue', ['overdue'], { date: '2021' }),
    ];
    expect(byUrgency(commitments).map(({ id }) => id)).toEqual([
      'overdue',
      'in-april-2024',
      'in-2024',
      'silent',
      'undated',
      'reported',
    ]);
  });

  it('gives the reason', () => {
    expect(urgencyOf(listed('a', ['unsigned', 'silent(1)']))).toBe('silent');
    expect(urgencyOf(listed('a', ['overdue', 'silent(1)'], { date: '2021' }))).toBe('overdue');
  });
});
