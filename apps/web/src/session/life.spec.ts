import { describe, expect, it } from '@jest/globals';
import type { SessionRecord } from '../api/types.gen.js';
import { lifeOf } from './life.js';

const session = (given: object, minutes: object = {}) =>
  ({
    phase: 'concluded',
    openedOn: '2022-10-27',
    differences: [],
    ...given,
    minutes: { versions: [], signatures: [], ...minutes },
  }) as unknown as SessionRecord;
const draft = (version: number, on: string) => ({ version, on, source: {} });
const stages = (it: SessionRecord) => lifeOf(it).map(({ stage, gap }) => [stage, gap]);

describe('The life of a session', () => {
  it('goes from the meeting over drafts and signatures to its effect, with the days between', () => {
    const versions = [draft(1, '2023-04-10'), draft(2, '2023-04-11'), draft(3, '2023-07-31')];
    const signatures = ['PK', 'CN'].map((side) => ({ side, version: 3, signedOn: '2023-07-31' }));
    const inEffect = { version: 3, on: '2023-07-31' };
    const life = lifeOf(session({ differences: [{ to: 3, removed: ['s6'] }] }, { versions, signatures, inEffect }));
    expect(life.map(({ stage, gap }) => [stage, gap])).toEqual([
      ['met', undefined],
      ['draft', 165],
      ['draft', 1],
      ['signed', 111],
      ['inEffect', undefined],
    ]);
    expect(life[3]).toMatchObject({ sides: ['PK', 'CN'], version: 3, left: 1 });
    expect(life[4]).toMatchObject({ afterMeeting: 277 });
  });

  it('counts no days from a day that is not known', () => {
    const held = { openedOn: undefined, heldNotAfter: '2020-01-31' };
    expect(stages(session(held, { versions: [draft(1, '2020-03-01')] }))).toEqual([
      ['met', undefined],
      ['draft', undefined],
    ]);
  });

  it('keeps what was not held apart from what was', () => {
    expect(stages(session({ openedOn: undefined, phase: 'cancelled', plannedOn: '2024-05' }))).toEqual([
      ['planned', undefined],
      ['cancelled', undefined],
    ]);
  });

  it('puts many drafts together, but for the last two', () => {
    const versions = [1, 2, 3, 4, 5].map((it) => draft(it, `2023-0${it}-01`));
    expect(stages(session({}, { versions })).map(([stage]) => stage)).toEqual([
      'met',
      'earlierDrafts',
      'draft',
      'draft',
    ]);
  });

  it('leaves void signatures out', () => {
    const signatures = [{ side: 'PK', version: 1, signedOn: '2023-01-01', void: true }];
    expect(stages(session({}, { signatures }))).toEqual([['met', undefined]]);
  });
});
