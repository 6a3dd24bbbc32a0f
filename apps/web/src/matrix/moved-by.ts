interface Due {
  readonly date?: string;
}

/** How far a due date moved, as precisely as both dates are known. */
export interface Moved {
  readonly by: number;
  readonly unit: 'years' | 'months' | 'days';
}

/** `undefined` when it did not move, or one of the two is no date. */
export const movedBy = (first: Due | undefined, now: Due | undefined): Moved | undefined => {
  if (first?.date === undefined || now?.date === undefined) return undefined;
  const from = parts(first.date);
  const to = parts(now.date);
  const months = (to[0]! - from[0]!) * 12 + ((to[1] ?? 1) - (from[1] ?? 1));
  if (from.length === 1 || to.length === 1) return moved(to[0]! - from[0]!, 'years');
  if (months % 12 === 0 && months !== 0) return moved(months / 12, 'years');
  if (months !== 0 || from.length < 3 || to.length < 3) return moved(months, 'months');
  return moved(to[2]! - from[2]!, 'days');
};

const parts = (date: string): number[] => date.split('-').map(Number);

const moved = (by: number, unit: Moved['unit']): Moved | undefined => (by === 0 ? undefined : { by, unit });
