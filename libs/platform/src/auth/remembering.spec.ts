import { describe, expect, it } from '@jest/globals';
import { remembering } from './remembering.js';

const actor = { id: 'a', role: 'auditor' as const };

const counting = (ends: number) => {
  let now = 0;
  const checked: string[] = [];
  const check = async (token: string) => {
    checked.push(token);
    if (token === 'bad') throw new Error('bad');
    return { actor, ends };
  };
  const ask = remembering(check, () => new Date(now));
  return { checked, ask, at: (time: number) => ((now = time), ask('a')) };
};

describe('a checked token', () => {
  it('is checked again after a minute', async () => {
    const { checked, at } = counting(1e9);
    for (const time of [0, 1, 59_999]) expect(await at(time)).toMatchObject({ actor });
    expect(checked).toHaveLength(1);
    await at(60_000);
    expect(checked).toHaveLength(2);
  });

  it('is checked again when it ends', async () => {
    const { checked, at } = counting(5_000);
    for (const time of [0, 4_999, 5_000]) await at(time);
    expect(checked).toHaveLength(2);
  });

  it('is checked again every time if it was refused', async () => {
    const { checked, ask } = counting(1e9);
    for (const _ of [1, 2]) await expect(ask('bad')).rejects.toThrow('bad');
    expect(checked).toHaveLength(2);
  });

  it('is forgotten after a thousand others', async () => {
    const { checked, ask, at } = counting(1e9);
    await at(0);
    for (let n = 0; n < 999; n += 1) await ask(`t${n}`);
    await ask('a');
    expect(checked).toHaveLength(1000);
    await ask('one more');
    await ask('a');
    expect(checked).toHaveLength(1002);
  });
});
