import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { categoryOf, idOf, streamName } from './stream-name.js';

describe('A stream’s name', () => {
  it('is its category, a dash, and its id', () => {
    expect(streamName({ category: 'session' }, 'cpec-jwg-st.2')).toBe('session-cpec-jwg-st.2');
  });

  it('gives back the category and the id that it was made of, dashes in the id included', () => {
    const category = fc.string({ minLength: 1 }).filter((it) => !it.includes('-'));
    fc.assert(
      fc.property(category, fc.string(), (of, id) => {
        const stream = streamName({ category: of }, id);
        expect([categoryOf(stream), idOf(stream)]).toEqual([of, id]);
      }),
    );
  });

  it.each(['', '-', 'joint-session', 'session-'])('has no category %j', (category) => {
    expect(() => streamName({ category }, 'x')).toThrow(TypeError);
  });

  it.each([
    ['s0', 's0', ''],
    ['talk-', 'talk', ''],
    ['-talk', '', 'talk'],
    ['__proto__', '__proto__', ''],
  ])('that was made by somebody else, such as %j, is taken apart without an error', (stream, category, id) => {
    expect([categoryOf(stream), idOf(stream)]).toEqual([category, id]);
  });
});
