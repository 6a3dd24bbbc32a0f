import { describe, expect, it } from '@jest/globals';
import type { Entry } from '../words/entry.js';
import { filtered, itemsOf, newestFirst } from './timeline-items.js';

const entry = (position: number, type: Entry['type'], data: object = {}, on = '2022-01-01', session?: string) =>
  ({ position, type, data, session, eventId: `e${position}`, occurredAt: { value: on } }) as unknown as Entry;
const shape = (entries: readonly Entry[]) =>
  itemsOf(entries).map(({ head, entries: all, corrections }) => [
    head.type,
    all.map(({ position }) => position),
    corrections.map(({ position }) => position),
  ]);

describe('A timeline', () => {
  it('tells a statement together with what it led to', () => {
    expect(
      shape([
        entry(61, 'CommitmentReviewed', { statementId: 's2', outcome: 'dateRevised' }),
        entry(62, 'DueDateRevised', { statement: 's2' }),
        entry(70, 'UndertakingAgreed', { statementId: 's3' }),
        entry(71, 'CommitmentRegistered', { statement: 's3' }),
      ]),
    ).toEqual([
      ['DueDateRevised', [61, 62], []],
      ['UndertakingAgreed', [70, 71], []],
    ]);
  });

  it('tells an adoption together with the minutes that brought it', () => {
    expect(
      shape([
        entry(86, 'MinutesEnteredIntoEffect', { version: 3 }, '2023', 'jcc.11'),
        entry(87, 'CommitmentAdopted', { session: 'jcc.11', version: 3 }, '2023', 'jcc.11'),
      ]),
    ).toEqual([['CommitmentAdopted', [86, 87], []]]);
  });

  it('puts a correction under the entry that it corrects', () => {
    expect(
      shape([
        entry(106, 'DecisionTaken', { statementId: 's1' }),
        entry(107, 'CommitmentRegistered', { statement: 's1' }),
        entry(123, 'EntryCorrected', { eventId: 'e107', field: 'due' }),
        entry(124, 'EntryCorrected', { eventId: 'elsewhere', field: 'due' }),
      ]),
    ).toEqual([
      ['DecisionTaken', [106, 107], [123]],
      ['EntryCorrected', [124], []],
    ]);
  });

  it('is shown newest first by when things happened, or by when they were recorded', () => {
    const items = itemsOf([entry(1, 'WorkStarted', {}, '2022'), entry(2, 'ProgressReported', {}, '2021-06')]);
    const order = (by?: 'recorded') => newestFirst(items, by).map(({ head }) => head.position);
    expect([order(), order('recorded')]).toEqual([
      [1, 2],
      [2, 1],
    ]);
  });

  it('can show only what changed the status, what was said, or reports', () => {
    const items = itemsOf([
      entry(1, 'WorkStarted'),
      entry(2, 'ProgressReported'),
      entry(3, 'HopeExpressed', { statementId: 's1' }),
    ]);
    const only = (show: 'changed' | 'said' | 'reports') =>
      filtered(items, show, new Set(['e1'])).map(({ head }) => head.position);
    expect([only('changed'), only('said'), only('reports')]).toEqual([[1], [3], [1, 2]]);
  });
});
