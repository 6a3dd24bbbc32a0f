import fc from 'fast-check';
import { acts } from './acts.js';
import { moves, type Move } from './histories.js';

// How random histories are checked, and what is told of one that fails a check:
//   SEED=271108613 npm test -- libs/domain/src/histories.spec.ts        the same histories once more
//   HISTORY='conclude:111294061 refer:0' npm test -- …                  this history alone

type Moves = readonly Move[];

const { SEED, HISTORY } = process.env;
const seed = SEED === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(SEED);

/** The way to write moves in one line: `conclude:111294061`, and `bb/conclude:111294061` for those of another forum. */
export const asWords = (all: Moves): string =>
  all.map(({ forum, what, dice }) => `${forum === undefined ? '' : `${forum}/`}${what}:${dice}`).join(' ');

export const fromWords = (words: string): Move[] =>
  words.split(/\s+/).flatMap((word) => {
    const [, forum, what = '', dice] = /^(?:(\w+)\/)?(\w+):(\d+)$/.exec(word) ?? [];
    if (!Object.hasOwn(acts, what)) throw new Error(`"${word}" is no move`);
    return [{ what: what as Move['what'], dice: Number(dice), ...(forum !== undefined && { forum }) }];
  });

export const sampled = (numRuns: number, of: fc.Arbitrary<Move[]> = moves()): Move[][] =>
  HISTORY === undefined ? fc.sample(of, { numRuns, seed }) : [fromWords(HISTORY)];

/** Checks each history. Of the first one that fails, it tells what somebody needs who looks for the reason. */
export const eachHolds = (histories: readonly Moves[], check: Check): void =>
  histories.forEach((all, n) => {
    const failure = failureOf(all, check, n);
    if (failure === undefined) return;
    const short = shortened(all, check);
    const where = HISTORY === undefined ? `SEED=${seed}, history ${n + 1} of ${histories.length}. ` : '';
    throw new Error(`${where}${short.length} of its ${all.length} moves fail as well:\nHISTORY='${asWords(short)}'`, {
      cause: failureOf(short, check) ?? failure,
    });
  });

type Check = (all: Moves, n?: number) => void;

const failureOf = (all: Moves, check: Check, n?: number): unknown => {
  try {
    check(all, n);
  } catch (error) {
    return error;
  }
  return undefined;
};

/** The history without moves that it can do without, as far as a few seconds allow: first many at once, at last each. */
const shortened = (all: Moves, check: Check, seconds = 10): Moves => {
  const end = performance.now() + seconds * 1000;
  let left = all;
  for (let size = Math.ceil(all.length / 2); ; size = Math.ceil(size / 2)) {
    for (let from = left.length - size; from > -size; from -= size) {
      if (performance.now() > end) return left;
      const fewer = left.toSpliced(Math.max(from, 0), Math.min(size, size + from));
      if (failureOf(fewer, check) !== undefined) left = fewer;
    }
    if (size === 1) return left;
  }
};
