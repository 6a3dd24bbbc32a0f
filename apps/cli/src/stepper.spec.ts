import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { movesIn, Stepper, type Move } from './stepper.js';

/** Numbers from 1 on, in pages; it counts how often a page is asked for. */
const pagesOf = (count: number, size: number) => {
  let asked = 0;
  const load = async (after = 0) => {
    asked += 1;
    const steps = Array.from({ length: Math.min(size, count - after) }, (_, n) => after + n + 1);
    return { steps, ...(after + size < count && { next: after + size }) };
  };
  return { load, asked: () => asked };
};

const moves: readonly Exclude<Move, 'quit'>[] = ['forward', 'back', 'first', 'last'];

describe('A stepper', () => {
  it('goes where the keys say, and stays within the steps, whatever the pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.constantFrom(...moves), { maxLength: 40 }),
        async (count, size, keys) => {
          const stepper = new Stepper(pagesOf(count, size).load);
          let place = 1;
          expect(await stepper.first()).toEqual({ step: 1, number: 1, isLast: count === 1 });
          for (const key of keys) {
            const went = { forward: Math.min(count, place + 1), back: Math.max(1, place - 1), first: 1, last: count };
            place = went[key];
            expect(await stepper[key]()).toEqual({ step: place, number: place, isLast: place === count });
          }
        },
      ),
      { numRuns: 200, seed: 17 },
    );
  });

  it('asks for a page only when it is needed', async () => {
    const { load, asked } = pagesOf(10, 5);
    const stepper = new Stepper(load);
    await stepper.first();
    for (let n = 0; n < 4; n += 1) await stepper.forward();
    expect(asked()).toBe(1);
    await stepper.forward();
    expect(asked()).toBe(2);
  });

  it('of nothing shows nothing', async () => {
    const stepper = new Stepper<number>(async () => ({ steps: [] }));
    expect([await stepper.first(), await stepper.forward(), await stepper.last()]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('understands the keys of terminals, several at once, and leaves others alone', () =>
    expect(movesIn('\u001b[C\u001bOD\u001b[Hx\u001b[4~\u001b[5~ q')).toEqual([
      ...['forward', 'back', 'first', 'last', 'forward', 'quit'],
    ]));
});
