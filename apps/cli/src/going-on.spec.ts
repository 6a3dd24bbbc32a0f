import { describe, expect, it } from '@jest/globals';
import { goingOn } from './going-on.js';

/** A server whose connections break after so many bytes each; a last one that does not. */
const server = (whole: string, positionOf: (line: string) => number, ...breaks: number[]) => {
  const asked: (number | undefined)[] = [];
  const from = async (after?: number) => {
    asked.push(after);
    const rest = whole
      .split(/(?<=\n)/)
      .filter((line) => after === undefined || positionOf(line) > after)
      .join('');
    const cut = breaks.shift();
    const bytes = new TextEncoder().encode(rest);
    let at = 0;
    return new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        if (cut !== undefined && at >= cut) return controller.error(new Error('terminated'));
        if (at >= bytes.length) return controller.close();
        controller.enqueue(bytes.slice(at, Math.min(at + 7, cut ?? Infinity)));
        at = Math.min(at + 7, cut ?? Infinity);
      },
    });
  };
  return { from, asked };
};

const text = async (pieces: AsyncIterable<string>) => {
  let all = '';
  for await (const piece of pieces) all += piece;
  return all;
};
const events = [3, 5, 9, 12].map((it) => `{"sequence":"${it}","data":"中文"}\n`).join('');
const sequence = (line: string) => Number(/\d+/.exec(line)![0]);

describe('An export that is received', () => {
  it('goes on after its last whole line when the connection breaks, wherever it does', async () => {
    const { from, asked } = server(events, sequence, 45, 0);
    expect(await text(goingOn(from, 'ndjson', undefined, 1))).toBe(events);
    expect(asked).toEqual([undefined, 3, 3]);
  });

  it('of CSV does not take a line inside of a cell for a position', async () => {
    const rows = ['begun,asOf\r\n', '4,9,"a\n7,b"\r\n', '8,9,c\r\n'].join('');
    const { from, asked } = server(rows, (line) => (line.startsWith('8') ? 8 : 0), 30);
    await text(goingOn(from, 'csv', undefined, 1));
    expect(asked).toEqual([undefined, 4]);
  });

  it('of a document that has an end says after what the rest can be asked for, and fails', async () => {
    const { from } = server(events, sequence, 45);
    await expect(text(goingOn(from, 'prov', 2))).rejects.toThrow('broke off: terminated. Go on with --after 2');
  });
});
