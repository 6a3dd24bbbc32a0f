import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cut, isKeepable, showsSomething } from './texts.js';
import { fits } from './violations.js';
import { Name, Words } from './vocabulary.js';

const unseen = {
  'a no-break space': '\u00a0',
  'a zero-width space': '\u200b',
  'a zero-width joiner': '\u200d',
  'a braille blank': '\u2800',
  'a hangul filler': '\u3164',
  'a word joiner': '\u2060',
  'a soft hyphen': '\u00ad',
  'a right-to-left mark': '\u200f',
  'a tag character': '\u{e0041}',
  'a variation selector': '\ufe0f',
  'a control character': '\u009b',
};

/** Any text, often with characters of two units, with what is not drawn, and with blanks. */
const text = fc.string({
  unit: fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), fc.constantFrom('𠮷', '\u200b', ' ', 'x')),
  maxLength: 30,
});

describe('A text', () => {
  it.each(Object.entries(unseen))('of nothing but %s shows nothing, and is no name', (_, it) => {
    expect(showsSomething(it)).toBe(false);
    expect(showsSomething(it.repeat(3) + ' \n')).toBe(false);
    for (const schema of [Name, Words]) expect(fits(schema, it)).toBe(false);
    for (const schema of [Name, Words]) expect(fits(schema, `${it}A${it}`)).toBe(true);
  });

  it.each(['中', 'ا', '👨‍👩‍👧', '٠', '.', '𠮷', '\u0301'])('of %s shows something', (it) => {
    expect(showsSomething(it)).toBe(true);
    expect(fits(Name, it)).toBe(true);
  });

  it.each(['\ud800', 'a\udc00', '\0', '\uffff', '\ufdd0', '\u{1fffe}', '\u{10ffff}'])('with %j is not kept', (it) => {
    expect(isKeepable(it)).toBe(false);
    expect(fits(Words, `x${it}`)).toBe(false);
  });

  it('that is cut is a name whenever something of it shows, and never longer than asked for', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 20 }), (words, most) => {
        fc.pre(isKeepable(words));
        const kept = cut(words, most);
        expect(kept.length).toBeLessThanOrEqual(most);
        expect(words).toContain(kept);
        expect(fits(Name, kept)).toBe(showsSomething(words));
      }),
      { numRuns: 2000 },
    );
  });

  it('that fits is cut to itself', () => expect(cut('Zones', 5)).toBe('Zones'));
  it('is cut before a character that only half fits', () => expect(cut('xx𠮷', 3)).toBe('xx'));
  it('is cut after its blanks have gone', () => expect(cut(`${' '.repeat(200)}a body`, 200)).toBe('a body'));
});
