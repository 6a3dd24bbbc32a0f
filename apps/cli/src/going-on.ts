import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './failures.js';

type Pieces = ReadableStream<Uint8Array<ArrayBuffer>>;

interface Lines {
  readonly end: string;
  /** Where a line says its position. */
  readonly position: RegExp;
}

/** A document of JSON-LD has an end, so it cannot be put together of two. */
const linesOf: Readonly<Record<string, Lines | undefined>> = {
  ndjson: { end: '\n', position: /"sequence":"(\d+)"/ },
  csv: { end: '\r\n', position: /^(\d+),/ },
};

const PAUSE_MS = 2_000;
/** So many times without a further line. */
const TRIES = 5;

/**
 * The whole lines of an export, in pieces. When the connection breaks, it is asked for again after the last line, so nothing
 * is lost and nothing comes twice.
 *
 * @throws Failure  it broke off, and cannot go on
 */
export async function* goingOn(
  from: (after?: number) => Promise<Pieces>,
  format: string,
  after?: number,
  pauseMs = PAUSE_MS,
): AsyncGenerator<string> {
  const lines = linesOf[format];
  let pieces = await from(after);
  for (let tries = 0, last = after; ; await sleep(pauseMs)) {
    try {
      if (tries > 0) pieces = await from(last);
      for await (const whole of wholeLines(pieces, lines?.end ?? '\n')) {
        const found = lines && lastPosition(whole, lines);
        if (found !== undefined) [last, tries] = [found, 0];
        yield whole;
      }
      return;
    } catch (error) {
      tries += 1;
      if (lines && tries < TRIES) continue;
      const way = last === undefined ? '' : ` Go on with --after ${last}, into another file.`;
      throw new Failure('unavailable', `The export broke off: ${(error as Error).message}.${way}`);
    }
  }
}

async function* wholeLines(pieces: Pieces, end: string): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of pieces.pipeThrough(new TextDecoderStream('utf-8', { ignoreBOM: true }))) {
    rest += piece;
    const at = rest.lastIndexOf(end);
    if (at < 0) continue;
    yield rest.slice(0, at + end.length);
    rest = rest.slice(at + end.length);
  }
  if (rest !== '') yield rest;
}

const lastPosition = (whole: string, { end, position }: Lines): number | undefined => {
  const found = whole.split(end).findLast((line) => position.test(line));
  return found === undefined ? undefined : Number(position.exec(found)![1]);
};
