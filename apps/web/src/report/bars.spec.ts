import { describe, expect, it } from '@jest/globals';
import { barsOf, HEIGHT, WIDTH } from './bars.js';

describe('Bars of a drawing', () => {
  it('stand on zero, go up and down from it, and leave out what has no value', () => {
    const { bars, zero, scale } = barsOf([30, undefined, -10]);
    expect(bars.map(({ drawn }) => drawn?.number)).toEqual([30, undefined, -10]);
    expect([bars[0]!.drawn!.bottom, bars[2]!.drawn!.top]).toEqual([zero, zero]);
    expect(scale.map(({ value }) => value)).toEqual([-10, 0, 30]);
  });

  it('stay within the drawing, however many there are, and not all of many are named', () => {
    for (const count of [0, 1, 12, 100]) {
      const { bars, breadth } = barsOf(Array.from({ length: count }, (_, n) => n - 3));
      expect(bars.filter(({ isLabelled }) => isLabelled).length).toBeLessThanOrEqual(12);
      for (const { at, drawn } of bars) {
        expect(at + breadth / 2).toBeLessThanOrEqual(WIDTH);
        expect(drawn!.top >= 0 && drawn!.bottom <= HEIGHT && drawn!.top <= drawn!.bottom).toBe(true);
      }
    }
  });

  it('of nothing but noughts are flat', () => {
    expect(barsOf([0, 0]).bars.every(({ drawn }) => drawn!.top === drawn!.bottom)).toBe(true);
  });
});
