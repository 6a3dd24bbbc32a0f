import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export const quantile = (values, q) => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];
};
export const median = (values) => quantile(values, 0.5);

/** Milliseconds. */
export const timed = async (work) => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

/**
 * Runs two or more sides in turn, round after round, each round in the reverse order of the one before: what the machine
 * does meanwhile meets them alike. A side answers with a figure for its round; the answers come back by side.
 */
export const alternate = async (rounds, sides) => {
  const answers = Object.fromEntries(Object.keys(sides).map((side) => [side, []]));
  const order = Object.entries(sides);
  for (let round = 0; round < rounds; round += 1) {
    for (const [side, run] of round % 2 ? order.toReversed() : order) answers[side].push(await run(round));
  }
  return answers;
};

/** The median of the rounds' ratios, with the lowest and the highest of them. */
export const ratio = (ours, theirs) => {
  const ratios = ours.map((one, round) => one / theirs[round]);
  return { value: median(ratios), spread: [Math.min(...ratios), Math.max(...ratios)].map(short) };
};

/** Three significant digits. */
export const short = (number) => (Math.abs(number) >= 100 ? Math.round(number) : Number(number.toPrecision(3)));

/** Numbers from 0 up to 1, the same ones for the same seed (mulberry32). */
export const randomNumbers = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
};

/** How long the disk takes to keep 4 KiB, in milliseconds, so many times. */
export const fdatasyncs = (folder, times) => {
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
