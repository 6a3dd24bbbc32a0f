import { compareIds } from '@jwg/domain';
import { sittingsOf } from '../dockets/served.js';
import { forums } from '../forums/projection.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../page-size.js';
import type { RowReader } from '../rows/reader.js';
import type { RowsAt } from '../rows/rows-at.js';
import { numberIn } from './numbers.js';
import { sessions } from './projection.js';
import type { SessionRow } from './row.js';
import { sealsOf, type Seal } from './seals.js';

/** The sessions of a forum, including planned ones, by number; and the sittings of other forums that serve it too. */
export interface SessionList {
  readonly forum: string;
  readonly position: number;
  readonly sessions: readonly SessionSummary[];
}

export interface SessionSummary extends Pick<
  SessionRow,
  | 'id'
  | 'forum'
  | 'ordinal'
  | 'label'
  | 'mode'
  | 'phase'
  | 'plannedOn'
  | 'openedOn'
  | 'concludedOn'
  | 'heldNotAfter'
  | 'venue'
  | 'alsoServes'
> {
  /** Its number in the forum whose sessions these are; missing where that forum does not count it. */
  readonly number?: number;
  /** The signatures that count, in the order of the forum's sides. */
  readonly signatures: readonly Seal[];
  /** The day from which the signed record binds; missing while the record is unsigned. */
  readonly signedOn?: string;
}

/** `undefined` when there is no such forum. */
export const sessionList = async ({ reader, position }: RowsAt, forum: string): Promise<SessionList | undefined> => {
  const [known, rows] = await Promise.all([reader.get(forums, forum), sittingsOf(reader, forum)]);
  return known && { forum, position, sessions: await summariesOf(reader, rows, forum) };
};

/** The sessions of all forums, the latest first. */
export interface SessionPage {
  readonly position: number;
  readonly items: readonly SessionSummary[];
  /** The number of all that fit, on every page. */
  readonly total: number;
  /** The `after` of the next page, if there is one. */
  readonly next?: string;
}

export interface SessionsAsked {
  readonly forum?: string;
  /** In one of these phases. */
  readonly phase?: readonly SessionRow['phase'][];
  /** The id of the last session on the page before. */
  readonly after?: string;
  readonly limit?: number;
}

export const sessionPage = async (
  { reader, position }: RowsAt,
  { forum, phase, after, limit = DEFAULT_PAGE_SIZE }: SessionsAsked = {},
): Promise<SessionPage> => {
  const found = await reader.find(sessions, { forum, phase: phase && { in: phase } });
  const there = found.filter((it) => it.phase !== 'unknown').sort(latestFirst);
  // It has a place in the order also where it does not fit any more.
  const last = after === undefined ? undefined : await reader.get(sessions, after);
  const rest = last ? there.filter((it) => latestFirst(it, last) > 0) : there;
  const shown = rest.slice(0, Math.min(limit, MAX_PAGE_SIZE));
  return {
    position,
    items: await summariesOf(reader, shown),
    total: there.length,
    ...(rest.length > shown.length && { next: shown.at(-1)!.id }),
  };
};

/** A session without a day is still to come. */
const latestFirst = (a: SessionRow, b: SessionRow): number =>
  dayOf(a) > dayOf(b) ? -1 : dayOf(a) < dayOf(b) ? 1 : compareIds(b.id, a.id);
const dayOf = ({ openedOn, heldNotAfter, plannedOn }: SessionRow): string =>
  openedOn ?? heldNotAfter ?? plannedOn ?? '9999';

/** @param of  the forum whose sessions they are; without it, each is its own forum's */
export const summariesOf = async (
  reader: RowReader,
  rows: readonly SessionRow[],
  of?: string,
): Promise<SessionSummary[]> => {
  const seals = await sealsOf(reader, rows);
  return rows.map((row) => summaryOf(row, numberIn(row, of ?? row.forum), seals(row)));
};

const summaryOf = (
  { minutes, ...row }: SessionRow,
  number: number | undefined,
  signatures: readonly Seal[],
): SessionSummary => {
  const { id, forum, ordinal, label, mode, phase, venue, alsoServes } = row;
  const { plannedOn, openedOn, concludedOn, heldNotAfter } = row;
  const signedOn = minutes.inEffect && { signedOn: minutes.inEffect.on };
  return {
    id,
    forum,
    ordinal,
    ...(number !== undefined && { number }),
    label,
    mode,
    phase,
    plannedOn,
    openedOn,
    concludedOn,
    heldNotAfter,
    venue,
    alsoServes,
    signatures,
    ...signedOn,
  };
};
