import { forumOf, sees, setRight, type Viewer } from '@jwg/domain';
import { idOf, type EventStore } from '@jwg/event-sourcing';
import { answering } from '../as-of/projections.js';
import { eventsOf, inOrderOfOccurrence } from '../as-of/refold.js';
import { commitments } from '../commitments/projection.js';
import { isOf, logPosition, type Recorded } from '../events/citation.js';
import { eventsAt } from '../journal/entry.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../page-size.js';
import type { RowReader } from '../rows/reader.js';
import type { Rows } from '../rows/open-rows.js';
import { momentsOf, type HistorySpan } from './moments.js';
import { oneOf, partOf } from './part-of.js';
import { rowsOfCommitment, rowsOfForum, rowsOfSession, type Span } from './rows-of.js';
import { pass, stepOf, stoodAs, type HistoryStep, type Standings } from './step.js';

export interface HistoryAsked extends HistorySpan {
  /** A forum, a session or a commitment. */
  readonly subject: string;
  /** `next` of the page before. */
  readonly after?: number;
  /** 1 to 500; default 50. */
  readonly limit?: number;
  /** ISO 8601, UTC. */
  readonly now: string;
  readonly viewer?: Viewer;
}

/** A page of a history: its steps, each with its event. */
export interface Told {
  /** What the ledger had recorded up to here is told. */
  readonly position: number;
  readonly steps: readonly { readonly step: HistoryStep; readonly event: Recorded }[];
  /** The `after` of the next page, if there is one. */
  readonly next?: number;
}

type Source = Pick<EventStore, 'readStream'>;

/**
 * What happened to a forum, a session or a commitment, event by event, with the status after each: in the order in which
 * it was recorded, or in which it happened. `undefined` when there is nothing of that name.
 *
 * @throws BadAsOf
 */
export const history = async (
  rows: Pick<Rows, 'at' | 'position'>,
  store: Source,
  asked: HistoryAsked,
): Promise<Told | undefined> => {
  const { subject, after, now, viewer = {} } = asked;
  const limit = Math.min(Math.max(asked.limit ?? DEFAULT_PAGE_SIZE, 1), MAX_PAGE_SIZE);
  const latest = await rows.position(...answering);
  const at = (position: number) => rows.at(position, viewer);
  const { since, until } = await momentsOf(at(latest), latest, now, asked);
  if (asked.basis !== 'occurred') {
    const atLeast = Math.max(since?.position ?? -1, after ?? -1) + 1;
    return asRecorded(at, store, subject, { atLeast, atMost: until.position, limit });
  }
  const seen = (await eventsOf(at(latest), store, forumOf(subject))).filter((it) => sees(viewer, it));
  // What was set right was never otherwise.
  const right = setRight(seen.filter(({ position }) => position <= latest));
  const all = inOrderOfOccurrence(right, until.until!);
  const begin = since === undefined ? 0 : inOrderOfOccurrence(right, since.until!).length;
  return asOccurred(all, subject, { begin, after, limit, position: until.position });
};

const asRecorded = async (
  at: (position: number) => RowReader,
  store: Source,
  subject: string,
  span: Span,
): Promise<Told | undefined> => {
  const read = await readerOf(at(span.atMost), store, subject);
  const found = await read({ ...span, limit: span.limit + 1 });
  const first = found[0];
  if (!first && (await read({ ...span, atLeast: 0, limit: 1 })).length === 0) return undefined;
  const shown = found.slice(0, span.limit);
  const earlier = first && { atLeast: 0, atMost: first.position - 1, limit: 1, descending: true };
  const [previous] = earlier && first.position > 0 ? await read(earlier) : [];
  const standings = await standingsBefore(at, subject, shown);
  return {
    position: span.atMost,
    steps: shown.map((event, n) => ({
      step: stepOf(standings, event, 'recorded', shown[n - 1] ?? previous, oneOf(subject)),
      event,
    })),
    ...(found.length > span.limit && { next: shown.at(-1)!.position }),
  };
};

/** Reads events of the history in the order of the record. */
const readerOf = async (reader: RowReader, store: Source, subject: string) => {
  if (oneOf(subject) !== undefined)
    return async (span: Span) => eventsAt(store, await rowsOfCommitment(reader, subject, span));
  if (!subject.includes('.')) return async (span: Span) => eventsAt(store, await rowsOfForum(reader, subject, span));
  const all = (await eventsAt(store, await rowsOfSession(reader, subject))).filter(partOf(subject));
  return async ({ atLeast, atMost, limit, descending }: Span) => {
    const within = all.filter(({ position }) => position >= atLeast && position <= atMost);
    return descending ? within.slice(-limit) : within.slice(0, limit);
  };
};

/** How the commitments of these events stood before the first of them. */
const standingsBefore = async (
  at: (position: number) => RowReader,
  subject: string,
  events: readonly Recorded[],
): Promise<Standings> => {
  const own = events.filter((event) => isOf('commitment', event)).map(({ stream }) => idOf(stream));
  const ids = [...new Set(oneOf(subject) === undefined ? own : [subject])];
  if (events.length === 0 || events[0]!.position === 0) return new Map();
  const found = await at(events[0]!.position - 1).getMany(commitments, ids);
  return new Map(found.filter(({ registered }) => registered).map((row) => [row.id, stoodAs(row)]));
};

interface Chosen {
  /** The first place that is told. */
  readonly begin: number;
  readonly after: number | undefined;
  readonly limit: number;
  readonly position: number;
}

const asOccurred = (
  all: readonly Recorded[],
  subject: string,
  { begin, after, limit, position }: Chosen,
): Told | undefined => {
  const own = all.filter(partOf(subject));
  if (own.length === 0) return undefined;
  const last = after === undefined ? -1 : own.findIndex((event) => logPosition(event) === after);
  // A place that is in no page goes on nowhere.
  const next = after !== undefined && last === -1 ? own.length : last + 1;
  const from = Math.max(next, own.filter((event) => event.position < begin).length);
  const standings: Standings = new Map();
  own.slice(0, from).forEach((event) => pass(standings, event));
  const shown = own.slice(from, from + limit);
  return {
    position,
    steps: shown.map((event, n) => ({
      step: stepOf(standings, event, 'occurred', own[from + n - 1], oneOf(subject)),
      event,
    })),
    ...(from + limit < own.length && { next: logPosition(shown.at(-1)!) }),
  };
};
