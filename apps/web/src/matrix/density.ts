import type { Density } from './matrix-search.js';

/** Pixels that a row needs. */
export const rowHeights = { comfortable: 74, compact: 28, fit: 15 } as const;
/** Pixels of the heads of the columns. */
const heads = { comfortable: 118, compact: 50, fit: 50 } as const;
/** A word beside each mark has no room in more columns. */
const MOST_COMFORTABLE = 6;

interface Room {
  readonly rows: number;
  readonly sessions: number;
  /** Pixels for the whole matrix. */
  readonly height: number;
}

/** The roomiest that shows all rows, else compact. */
export const roomiest = ({ rows, sessions, height }: Room): Density => {
  const holds = (density: Density) => rows * rowHeights[density] + heads[density] <= height;
  if (sessions <= MOST_COMFORTABLE && holds('comfortable')) return 'comfortable';
  return !holds('compact') && holds('fit') ? 'fit' : 'compact';
};

/** The height of a row that shows all of them, where that can be read. */
export const fittingRow = ({ rows, height }: Omit<Room, 'sessions'>): number =>
  Math.min(rowHeights.compact, Math.max(rowHeights.fit, Math.floor((height - heads.fit) / Math.max(rows, 1))));
