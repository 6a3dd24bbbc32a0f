import { describe, expect, it } from '@jest/globals';
import { traceIdOf, traceparentIn } from './traceparent.js';

const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
const span = '00f067aa0ba902b7';
const valid = `00-${trace}-${span}-01`;

describe('A traceparent header', () => {
  it('is kept as it is when it is valid, sampled or not', () => {
    expect(traceparentIn(valid)).toBe(valid);
    expect(traceparentIn(`00-${trace}-${span}-00`)).toBe(`00-${trace}-${span}-00`);
    expect(traceIdOf(valid)).toBe(trace);
  });

  it('of a later version is kept as far as it is understood', () => {
    expect(traceparentIn(`cc-${trace}-${span}-01-what-the-future-adds`)).toBe(valid);
  });

  it.each([
    ['missing', undefined],
    ['given twice', `${valid}, ${valid}`],
    ['of the forbidden version', `ff-${trace}-${span}-01`],
    ['longer than its version allows', `${valid}-more`],
    ['without a trace', `00-${'0'.repeat(32)}-${span}-01`],
    ['without a span', `00-${trace}-${'0'.repeat(16)}-01`],
    ['in capitals', valid.toUpperCase()],
    ['cut short', valid.slice(0, -1)],
  ])('is ignored when it is %s', (_, header) => {
    expect(traceparentIn(header)).toBeUndefined();
  });
});
