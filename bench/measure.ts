import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export const quantile = (values: readonly number[], q: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? NaN;
};
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The milliseconds that the work took. */
export const timed = async (work: () => unknown): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

/**
 * Runs two or more sides in turn, each round in the reverse order of the one before, so that other load on the machine
 * affects all sides alike. A side resolves to a figure for its round; the figures are returned by side.
 */
export const alternate = async <Side extends string, Answer>(
  rounds: number,
  sides: Readonly<Record<Side, (round: number) => Answer | Promise<Answer>>>,
): Promise<Record<Side, Answer[]>> => {
  const names = Object.keys(sides) as Side[];
  const answers = Object.fromEntries(names.map((side): [Side, Answer[]] => [side, []])) as Record<Side, Answer[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (const side of round % 2 ? names.toReversed() : names) answers[side].push(await sides[side](round));
  }
  return answers;
};

/** The median of the rounds' ratios, with the lowest and the highest of them. */
export const ratio = (ours: readonly number[], theirs: readonly number[]): { value: number; spread: number[] } => {
  const ratios = ours.map((one, round) => one / (theirs[round] ?? NaN));
  return { value: median(ratios), spread: [Math.min(...ratios), Math.max(...ratios)].map(short) };
};

/** Three significant digits. */
export const short = (number: number): number =>
  Math.abs(number) >= 100 ? Math.round(number) : Number(number.toPrecision(3));

/** Random numbers from 0 up to 1, the same numbers for the same seed (mulberry32). */
export const randomNumbers = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
};

/** The milliseconds that the disk takes to write and sync 4 KiB, measured `times` times. */
export const fdatasyncs = (folder: string, times: number): number[] => {
  const file = join(folder, 'fdatasync');
  const descriptor = openSync(file, 'w');
  const block = Buffer.alloc(4096, 1);
  const taken = Array.from({ length: times }, () => {
    const started = performance.now();
    writeSync(descriptor, block);
    fdatasyncSync(descriptor);
    return performance.now() - started;
  });
  closeSync(descriptor);
  rmSync(file);
  return taken;
};
