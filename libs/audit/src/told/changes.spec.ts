import { describe, expect, it } from '@jest/globals';
import { changeOf } from './changes.js';

const undertaking = {
  commitmentId: 'f.1.c1',
  kind: 'support',
  title: { en: 'A road' },
  lead: ['pk-a'],
  due: { date: '2024-06-30' },
};
const other = { ...undertaking, commitmentId: 'f.1.c2' };

describe('A change', () => {
  it('of a field says what it was and what it is', () => {
    expect(changeOf('due', { date: '2024-06-30' }, { session: 'f.2' })).toEqual(['due: 2024-06-30 → f.2']);
    expect(changeOf('venue', undefined, 'Gwadar')).toEqual(['venue: – → Gwadar']);
  });

  it('of a list says only in which part it differs', () => {
    const right = { ...undertaking, due: { date: '2024-12-31' }, lead: ['pk-a', 'cn-b'] };
    expect(changeOf('undertakings', [undertaking, other], [right, other])).toEqual([
      'f.1.c1: lead: pk-a → pk-a, cn-b',
      'f.1.c1: due: 2024-06-30 → 2024-12-31',
    ]);
  });

  it('of a list names the part that was added or left out', () => {
    const chair = (side: string, name: string) => ({ side, name, office: 'Secretary' });
    expect(changeOf('coChairs', [chair('PK', 'A')], [chair('CN', 'B')])).toEqual([
      'PK: PK A Secretary → –',
      'CN: – → CN B Secretary',
    ]);
  });

  it('of a text in a language that is not shown names that language', () => {
    expect(changeOf('text', { en: 'A road', zh: '路' }, { en: 'A road', zh: '道路' })).toEqual([
      'text (zh): 路 → 道路',
    ]);
    expect(changeOf('text', { en: 'A road', zh: '路' }, { en: 'A road', zh: '道路' }, 'zh')).toEqual([
      'text: 路 → 道路',
    ]);
  });
});
