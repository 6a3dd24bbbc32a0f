import type { Density } from './matrix-search.js';

/** Pixels of the columns. */
export interface Widths {
  readonly first: number;
  readonly each: number;
  readonly now: number;
  /** Of everything: wider than the window when there are many sessions. */
  readonly whole: number;
}

const between = (least: number, wanted: number, most: number) => Math.max(least, Math.min(wanted, most));

/** @param width  what there is for the whole matrix */
export const widthsFor = (density: Density, sessions: number, width: number): Widths => {
  const roomy = density === 'comfortable';
  const now = roomy ? between(240, width * 0.28, 400) : between(240, width * 0.225, 312);
  const least = roomy ? 136 : 46;
  const left = width - now - sessions * (roomy ? 190 : 56);
  const first = roomy ? between(260, left, width * 0.4) : between(220, left, 400);
  const each = Math.max(least, (width - first - now) / Math.max(sessions, 1));
  return { first, each, now, whole: first + now + each * sessions };
};

/** Of the column of an earlier moment. */
export const THEN = 150;

/** Below this a head has room for its number, its seals and its year. */
export const TIGHT = 52;
