import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MOST, Outlines, UnknownOutline } from './outlines.js';

describe('the outlines of rows', () => {
  it('give every value back as JSON would, whatever its names are', () => {
    const outlines = new Outlines();
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const json = JSON.parse(JSON.stringify(value)) as unknown;
        expect(JSON.stringify(outlines.read(outlines.write(value)))).toBe(JSON.stringify(json));
      }),
    );
    const proto = JSON.parse('{"a":{"__proto__":{"b":1}},"text":{"en":"[0]"}}') as object;
    expect(JSON.stringify(outlines.read(outlines.write(proto)))).toBe(JSON.stringify(proto));
    const strings = [
      'public',
      'ProgressReported',
      '7b573215-3552-5bd4-adb3-00f3b343c764',
      '\x7f',
      '\x7f0',
      '\x7f=',
      '\x7f\x7f',
    ];
    expect(outlines.read(outlines.write(strings))).toEqual(strings);
  });

  it('shorten what most rows have', () => {
    const id = '7b573215-3552-5bd4-adb3-00f3b343c764';
    expect(new Outlines().write([id, 'public', 'publicly'])).toBe(
      '[0,"\x7f=e1cyFTVSW9StswDzs0PHZA","\x7f0","publicly"]',
    );
  });

  it('leave out what is undefined, and store each set of names once', () => {
    const outlines = new Outlines();
    expect(outlines.write({ on: '2023', by: { side: 'PK' }, no: undefined })).toBe('[2,"2023",[1,"PK"]]');
    expect(outlines.write([{ side: 'CN' }, 4, null])).toBe('[0,[1,"CN"],4,null]');
    expect(outlines.takeFresh()).toEqual([
      [1, ['side']],
      [2, ['on', 'by']],
    ]);
    expect(outlines.takeFresh()).toEqual([]);
  });

  it('go on from those that are stored, and say which one has come since', () => {
    const [writer, reader] = [new Outlines([[1, ['on']]]), new Outlines([[1, ['on']]])];
    expect(writer.write({ on: 1 })).toBe('[1,1]');
    const later = writer.write({ on: 1, off: 2 });
    expect(() => reader.read(later)).toThrow(UnknownOutline);
    expect(new Outlines([[1, ['on']], ...writer.takeFresh()]).read(later)).toEqual({ on: 1, off: 2 });
  });

  it('stay few and short, whatever names there are', () => {
    const outlines = new Outlines();
    const wide = Object.fromEntries(Array.from({ length: MOST.fields + 1 }, (_, n) => [`f${n}`, n]));
    const long = { ['n'.repeat(MOST.name + 1)]: 1 };
    for (const value of [wide, long]) expect(outlines.read(outlines.write(value))).toEqual(value);
    expect(outlines.takeFresh()).toEqual([]);
    const some = Array.from({ length: MOST.outlines + 100 }, (_, n) => ({ [`x${n}`]: { y: n } }));
    for (const value of some) expect(outlines.read(outlines.write(value))).toEqual(value);
    expect(outlines.takeFresh()).toHaveLength(MOST.outlines);
  });
});
