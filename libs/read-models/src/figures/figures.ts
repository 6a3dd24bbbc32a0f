import { compareIds } from '@jwg/domain';
import type { Measured } from './course.js';
import type { CountedCommitment, Figure, Figures } from './report.js';

/** Events that are named of one commitment. */
const EVENTS = 20;

/** The figures of some commitments. `most`: how many each figure names. */
export const figuresOf = (all: readonly Measured[], most: number): Figures => {
  const completable = all.filter(({ canComplete }) => canComplete);
  const completed = completable.flatMap(({ id, completedAt }) =>
    completedAt === undefined ? [] : [counted(id, [completedAt])],
  );
  const dated = all.filter(({ slip }) => slip !== undefined);
  const slipped = dated.filter(({ slip }) => slip! > 0);
  const unfinished = all.filter((it) => it.unfinished);
  const due = unfinished.filter(({ isDue }) => isDue);
  const carried = all.filter(({ carriedOver }) => carriedOver.length > 0);
  const silent = unfinished.filter(({ silentSessions }) => silentSessions > 0);
  const shown = (items: readonly CountedCommitment[], of: number, value?: number) => figure(items, of, value, most);
  return {
    commitments: all.length,
    completion: shown(completed, completable.length, percent(completed.length, completable.length)),
    slip: shown(
      slipped.map(({ id, slip, dues }) => counted(id, dues, slip)),
      dated.length,
      medianOf(dated.map(({ slip }) => slip!)),
    ),
    overdue: shown(
      due.filter(({ isOverdue }) => isOverdue).map(({ id, dues }) => counted(id, dues.slice(-1))),
      due.length,
    ),
    carriedOver: shown(
      carried.map(({ id, carriedOver }) => counted(id, carriedOver, carriedOver.length)),
      all.length,
      carried.reduce((sum, { carriedOver }) => sum + carriedOver.length, 0),
    ),
    silence: shown(
      silent.map(({ id, namedAt, silentSessions }) => counted(id, [namedAt], silentSessions)),
      unfinished.length,
      silent.reduce((longest, { silentSessions }) => Math.max(longest, silentSessions), 0),
    ),
  };
};

export const counted = (commitment: string, events: readonly number[], value?: number): CountedCommitment => ({
  commitment,
  ...(value !== undefined && { value }),
  events: events.slice(-EVENTS),
});

const figure = (items: readonly CountedCommitment[], of: number, value: number | undefined, most: number): Figure => ({
  count: items.length,
  of,
  ...(value !== undefined && { value }),
  ...cut(items, most),
});

/** The largest first, then by number. */
export const cut = (items: readonly CountedCommitment[], most: number): Pick<Figure, 'items' | 'more'> => {
  const sorted = items.toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0) || compareIds(a.commitment, b.commitment));
  return { items: sorted.slice(0, most), ...(items.length > most && { more: items.length - most }) };
};

/** Rounded down, so that only all of them are 100. */
const percent = (count: number, of: number): number | undefined =>
  of === 0 ? undefined : Math.floor((100 * count) / of);

/** Of an even number of values the mean of the two in the middle, as a whole number. */
export const medianOf = (values: readonly number[]): number | undefined => {
  if (values.length === 0) return undefined;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : Math.round((sorted[middle - 1]! + sorted[middle]!) / 2);
};
