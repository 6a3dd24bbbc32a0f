import { describe, expect, it } from '@jest/globals';
import { bodyOf, missingIn, type Act, type Field } from './act.js';

const label = { id: 'x' };
const field = (name: string, kind: Field['kind'], isOptional?: true): Field => ({ name, kind, label, isOptional });
const act = (...fields: Field[]): Act => ({ command: 'X', path: 'x', title: label, send: label, fields });

describe('The body of a command', () => {
  it('has what was filled in, under the names of the command’s fields', () => {
    const report = act(
      field('narrative', 'text'),
      field('percent', 'percent', true),
      field('evidence', 'evidence', true),
    );
    expect(bodyOf(report, { narrative: 'Begun', percent: '20', evidence: [] })).toEqual({
      narrative: 'Begun',
      percent: 20,
    });
  });

  it('has a day as the record writes it, however it was typed', () => {
    const due = act(field('on', 'day'));
    expect([bodyOf(due, { on: '2024-06-3' }), bodyOf(due, { on: '2024-6' })]).toEqual([
      { on: '2024-06-03' },
      { on: '2024-06' },
    ]);
  });

  it('has parts of a field inside it', () => {
    const due = act(field('due.date', 'day', true), field('due.session', 'line', true));
    expect(bodyOf(due, { 'due.date': '2027-03', 'due.session': 'st.3' })).toEqual({
      due: { date: '2027-03', session: 'st.3' },
    });
  });
});

describe('A field that is needed', () => {
  it('is missing while it is empty; an optional one never is', () => {
    const report = act(field('narrative', 'text'), field('percent', 'percent', true));
    expect(missingIn(report, { narrative: '' }).map(({ name }) => name)).toEqual(['narrative']);
    expect(missingIn(report, { narrative: 'x' })).toEqual([]);
  });
});
