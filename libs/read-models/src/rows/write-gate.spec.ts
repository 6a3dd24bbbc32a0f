import { describe, expect, it } from '@jest/globals';
import { WriteGate } from './write-gate.js';

describe('the gate of writers', () => {
  it('lets one in alone when all others have left, and them again when it has', async () => {
    const gate = new WriteGate();
    const seen: string[] = [];
    const first = Promise.withResolvers<void>();
    const alone = Promise.withResolvers<void>();
    const work = (name: string, until: Promise<void>) => async () => {
      seen.push(`${name} in`);
      await until;
      seen.push(`${name} out`);
    };
    const all = [
      gate.pass(work('first', first.promise)),
      gate.passAlone(work('alone', alone.promise)),
      gate.pass(work('later', Promise.resolve())),
      gate.passAlone(work('last', Promise.resolve())),
    ];
    first.resolve();
    await new Promise(setImmediate);
    expect(seen).toEqual(['first in', 'first out', 'alone in']);
    alone.resolve();
    await Promise.all(all);
    expect(seen.slice(3).toSorted()).toEqual(['alone out', 'last in', 'last out', 'later in', 'later out']);
  });

  it('is open again after work that fails', async () => {
    const gate = new WriteGate();
    const fails = () => Promise.reject(new Error('no'));
    await expect(gate.pass(fails)).rejects.toThrow('no');
    await expect(gate.passAlone(fails)).rejects.toThrow('no');
    expect(await gate.pass(async () => 'through')).toBe('through');
  });
});
