import { beforeEach, describe, expect, it } from '@jest/globals';
import { actors } from '@jwg/domain/samples';
import { KeptAnswers, keyOf, standOf, type MadeAnswer } from './kept-answers.js';

let stand: string;
let made: string[];
let kept: KeptAnswers;

const BYTES = 40;
const ask = (key: string, during: () => void = () => {}): Promise<MadeAnswer> =>
  kept.get(key, async () => {
    made.push(key);
    await Promise.resolve();
    during();
    return { json: `${key} at ${stand}`.padEnd(BYTES / 2), digest: key };
  });

beforeEach(() => {
  stand = 'event 1';
  made = [];
  kept = new KeptAnswers(async () => stand, 3 * BYTES);
});

describe('An answer', () => {
  it('is made once for all who ask, also while it is being made', async () => {
    const answers = [...(await Promise.all([ask('a'), ask('a')])), await ask('a')];
    expect(new Set(answers).size).toBe(1);
    expect(made).toEqual(['a']);
  });

  it('is made again after the rows have moved', async () => {
    await ask('a');
    stand = 'event 2';
    expect((await ask('a')).json).toContain('a at event 2');
  });

  it('is made again once a person is forgotten, a row has moved, a read model is another one, or it is another day', async () => {
    const row = { name: 'forums', version: 1, generation: 1, state: 'live' as const, cursor: 'c1', position: 1 };
    let [rows, day, forgotten] = [[row], '2026-01-01', 0];
    const of = { rows: { generations: async () => rows }, clock: () => new Date(day) };
    kept = new KeptAnswers(() => standOf({ ...of, persons: { stand: async () => forgotten } }));
    for (const change of [
      () => (forgotten += 1),
      () => (rows = [{ ...row, cursor: 'c2' }]),
      () => (rows = [{ ...row, cursor: 'c2', generation: 2 }]),
      () => (day = '2026-01-02'),
    ]) {
      await ask('a');
      made = [];
      await ask('a');
      expect(made).toEqual([]);
      change();
      await ask('a');
      expect(made).toEqual(['a']);
    }
  });

  it('is not kept when the rows moved while it was made', async () => {
    await ask('a', () => (stand = 'event 2'));
    await ask('a');
    expect(made).toEqual(['a', 'a']);
  });

  it('is forgotten when it was asked for longest ago and others need its place', async () => {
    for (const key of ['a', 'b', 'c', 'a', 'd', 'a', 'b']) await ask(key);
    expect(made).toEqual(['a', 'b', 'c', 'd', 'b']);
  });

  it('that could not be made is tried again', async () => {
    const failing = () => kept.get('a', () => Promise.reject(new Error('away')));
    await expect(failing()).rejects.toThrow('away');
    await expect(failing()).rejects.toThrow('away');
    expect((await ask('a')).json).toContain('a at');
  });

  it('is never given to another audience, nor to another institution', () => {
    const asked = { forum: 'f' };
    const by = (actor: (typeof actors)['auditor'], wholeLedger?: boolean) =>
      keyOf('GetMatrix', asked, { actor, commandId: '', ...(wholeLedger && { wholeLedger }) });
    const { auditor } = actors;
    const keys = [
      by(auditor),
      by({ ...auditor, side: 'PK' }),
      by({ ...auditor, side: 'CN' }),
      by({ ...auditor, side: 'PK', institution: 'pk-most' }),
      by(auditor, true),
      keyOf('GetMatrix', { forum: 'g' }, { actor: auditor, commandId: '' }),
      keyOf('GetFacets', asked, { actor: auditor, commandId: '' }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(by({ ...auditor, id: 'another auditor' })).toBe(by(auditor));
  });
});
