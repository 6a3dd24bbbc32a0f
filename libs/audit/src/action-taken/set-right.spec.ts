import { describe, expect, it } from '@jest/globals';
import type { JournalEntry } from '@jwg/read-models';
import { setRightWords } from '../written/words.js';
import { setRightIn } from './set-right.js';

const entry = (position: number, type: string, data: object, actor: object = { id: 'r', role: 'recorder' }) =>
  ({ eventId: `e${position}`, position, type, data, actor, occurredAt: { value: '2024-04-20' } }) as JournalEntry;

describe('What a report says was set right', () => {
  const entries = [
    entry(5, 'RecordAnnulled', { eventId: 'e3', statementId: 'st.1.s2', reason: 'Of another body.' }),
    entry(2, 'DecisionTaken', { statementId: 'st.1.s1' }),
    entry(3, 'DecisionTaken', { statementId: 'st.1.s2' }),
    entry(4, 'EntryCorrected', { eventId: 'e9', field: 'title', old: 'A', new: 'B', reason: 'Mistyped.' }),
    entry(5, 'RecordAnnulled', { eventId: 'e3', statementId: 'st.1.s2', reason: 'Of another body.' }),
    entry(6, 'CorrectionAgreedBySide', { eventId: 'e2', field: 'text', old: 'A', new: 'B', reason: 'Half of it.' }),
  ];

  it('is each correction and annulment once, in order, with who, why, and what it is about', () =>
    expect(setRightIn(entries).map(setRightWords)).toEqual([
      '2024-04-20, recorder: Entry corrected: e9: title: A → B; Mistyped. [4]',
      '2024-04-20, recorder: Record annulled: takes back st.1.s2; Of another body. [5, of 3]',
    ]));

  it('is nothing where nothing was', () => expect(setRightIn(entries.slice(1, 3))).toEqual([]));
});
