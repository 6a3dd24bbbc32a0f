import { sessionOf, type Actor, type DoubtCode } from '@jwg/domain';
import { idOf, type EventStore } from '@jwg/event-sourcing';
import { causingStatement, cite, isOf, orderOf, type Citation, type Recorded } from '../events/citation.js';
import type { JournalRow } from './projection.js';

/** One event as it concerns one subject: a forum, a session or a commitment. */
export interface JournalEntry extends Citation {
  readonly subject: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly recordedAt: string;
  readonly actor: Actor;
  readonly data: unknown;
  /** It is implausible for these reasons, and somebody confirmed it or imported it all the same. */
  readonly doubts?: readonly DoubtCode[];
  /** The session where it was said, or whose statement or minutes took effect. */
  readonly session?: string;
}

/** The entries of the rows, in their order, with the events from the ledger. */
export const entriesOf = async (
  store: Pick<EventStore, 'readStream'>,
  subject: string,
  rows: readonly JournalRow[],
): Promise<JournalEntry[]> => {
  const read = await Promise.all(
    runsOf(rows.toSorted((a, b) => orderOf(a) - orderOf(b))).map((run) => readRun(store, subject, run)),
  );
  const places = new Map(rows.map((row, n) => [orderOf(row), n]));
  return read.flat().sort((a, b) => places.get(orderOf(a))! - places.get(orderOf(b))!);
};

/** Rows of one stream with one revision after the other, which one read of the stream finds. */
const runsOf = (rows: readonly JournalRow[]): JournalRow[][] => {
  const runs: JournalRow[][] = [];
  const open = new Map<string, JournalRow[]>();
  for (const row of rows) {
    const run = open.get(row.stream);
    if (run && run.at(-1)!.revision === row.revision - 1) run.push(row);
    else {
      const begun = [row];
      open.set(row.stream, begun);
      runs.push(begun);
    }
  }
  return runs;
};

const readRun = async (store: Pick<EventStore, 'readStream'>, subject: string, run: readonly JournalRow[]) => {
  const { stream, revision } = run[0]!;
  const events = (await store.readStream(stream, revision, run.length)) as Recorded[];
  return events.map((event, n) => entryOf(subject, event, run[n]!));
};

const entryOf = (subject: string, event: Recorded, { place }: JournalRow): JournalEntry => {
  const { stream, revision, type, recordedAt, data, metadata } = event;
  const session = sessionIn(event);
  return {
    ...cite(place === undefined ? event : { ...event, position: place, logged: event.position }),
    subject,
    stream,
    revision,
    type,
    recordedAt,
    actor: metadata.actor,
    data,
    ...(metadata.doubts && { doubts: metadata.doubts }),
    ...(session !== undefined && { session }),
  };
};

const sessionIn = (event: Recorded): string | undefined => {
  if (isOf('session', event)) return idOf(event.stream);
  const statement = causingStatement(event);
  if (statement !== undefined) return sessionOf(statement);
  return 'session' in event.data ? event.data.session : undefined;
};
