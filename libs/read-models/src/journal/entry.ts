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
): Promise<JournalEntry[]> => (await eventsAt(store, rows)).map((event, n) => entryOf(subject, event, rows[n]!));

/** The events of the rows, in their order. Those that follow one another in a stream are read together. */
export const eventsAt = async (
  store: Pick<EventStore, 'readStream'>,
  rows: readonly JournalRow[],
): Promise<Recorded[]> => {
  const runs = runsOf(rows.toSorted((a, b) => orderOf(a) - orderOf(b)));
  const read = await Promise.all(runs.map((run) => readRun(store, run)));
  const found = new Map(read.flat());
  return rows.map((row) => found.get(row)!);
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

const readRun = async (store: Pick<EventStore, 'readStream'>, run: readonly JournalRow[]) => {
  const { stream, revision } = run[0]!;
  const events = (await store.readStream(stream, revision, run.length)) as Recorded[];
  return events.map((event, n): [JournalRow, Recorded] => [run[n]!, event]);
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

/** The session where it was said, or whose statement or minutes took effect. */
export const sessionIn = (event: Recorded): string | undefined => {
  if (isOf('session', event)) return idOf(event.stream);
  const statement = causingStatement(event);
  if (statement !== undefined) return sessionOf(statement);
  return 'session' in event.data ? event.data.session : undefined;
};
