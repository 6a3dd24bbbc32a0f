import { forums } from '../forums/projection.js';
import { MAX_PAGE_SIZE } from '../page-size.js';
import type { RowsAt } from '../rows/rows-at.js';
import { changesBetween, type StandChange } from './changes.js';
import { eventsBetween, type ChangeEvents } from './events-between.js';
import { changeKinds, type ChangeKind } from './kinds.js';
import { standsIn } from './stand.js';

/** What became otherwise between two moments, commitment by commitment, and by which events. */
export interface Diff {
  readonly forum: string;
  /** The later of the two positions. */
  readonly position: number;
  readonly from: DiffMoment;
  readonly to: DiffMoment;
  /** How many changed in each way, on all pages. */
  readonly counts: readonly { readonly kind: ChangeKind; readonly commitments: number }[];
  /** The number of all that changed. */
  readonly total: number;
  /** How many stand as they stood. */
  readonly unchanged: number;
  readonly changes: readonly CommitmentDifference[];
  /** The `after` of the next page, if there is one. */
  readonly next?: string;
}

/** One commitment that changed, with the events about it that count at one of the two moments and not at the other. */
export interface CommitmentDifference extends StandChange, ChangeEvents {}

export interface DiffMoment {
  /** What the ledger had recorded up to here. */
  readonly position: number;
  /** The day for which flags are computed. */
  readonly on: string;
}

export interface DiffPage {
  /** The id of the last change on the previous page. */
  readonly after?: string;
  /** 1 to 500; default 500. */
  readonly limit?: number;
}

/** `undefined` when the forum is known at neither moment. */
export const diff = async (
  from: RowsAt,
  to: RowsAt,
  forum: string,
  { after, limit = MAX_PAGE_SIZE }: DiffPage = {},
): Promise<Diff | undefined> => {
  const known = await Promise.all([from.reader.get(forums, forum), to.reader.get(forums, forum)]);
  if (known.every((it) => it === undefined)) return undefined;
  const [before, now] = await Promise.all([standsIn(from, forum), standsIn(to, forum)]);
  const all = changesBetween(before, now);
  const begin = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
  const shown = all.slice(begin, begin + limit);
  return {
    forum,
    position: Math.max(from.position, to.position),
    from: { position: from.position, on: from.on },
    to: { position: to.position, on: to.on },
    counts: changeKinds
      .map((kind) => ({ kind, commitments: all.filter(({ kinds }) => kinds.includes(kind)).length }))
      .filter(({ commitments }) => commitments > 0),
    total: all.length,
    unchanged: now.length - all.filter(({ kinds }) => !kinds.includes('gone')).length,
    changes: await Promise.all(shown.map(async (it) => ({ ...it, ...(await eventsBetween(from, to, it.id)) }))),
    ...(begin + limit < all.length && { next: shown.at(-1)!.id }),
  };
};
