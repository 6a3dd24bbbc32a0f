import { catalogue, commitmentsNamedIn, type EventType } from '@jwg/domain';
import { idOf } from '@jwg/event-sourcing';
import { isOf, logPosition, type LedgerProjection, type Recorded } from '../events/citation.js';
import { readSubjects } from './read-subjects.js';

/**
 * Where the ledger keeps an event that concerns a subject: a forum, a session or a commitment. The event itself is not
 * kept again, however many subjects it names.
 */
export interface JournalRow {
  readonly stream: string;
  readonly revision: number;
  /** Position in the log. */
  readonly position: number;
  /** Place in the order of the fold, if that is not the log's. */
  readonly place?: number;
  /** Only under the event's own subject, so that each event is found once by its time. */
  readonly recordedAt?: string;
  readonly type: EventType;
  /** When it happened, as precisely as that is known: a year, a month, a day or an instant. */
  readonly on: string;
}

/** The event's own subject first, then every commitment that it names. A read is no part of what became of them. */
const subjects = (event: Recorded): string[] =>
  isOf('reads', event) ? readSubjects(event) : [...new Set([idOf(event.stream), ...commitmentsNamedIn(event)])];

/** Fixed width, so that keys sort like positions. */
export const journalKey = (subject: string, position: number): string =>
  `${subject}/${String(position).padStart(12, '0')}`;

/** What sets something right, and is kept in no row of what it is about. There are few of them. */
const inNoOtherRow: ReadonlySet<EventType> = new Set<EventType>([
  'AdditionAnnulled',
  'ForumCorrected',
  'MinutesEffectTakenBack',
  'SignatureAnnulled',
]);

const enter = (_: JournalRow | undefined, event: Recorded, key: string): JournalRow => {
  const { stream, revision, recordedAt, type, metadata } = event;
  const isOwn = key === journalKey(idOf(stream), event.position);
  return {
    stream,
    revision,
    position: logPosition(event),
    ...(event.logged !== undefined && { place: event.position }),
    ...(isOwn && { recordedAt }),
    type,
    on: metadata.occurredAt.value,
  };
};

export const journal: LedgerProjection<JournalRow> = {
  name: 'journal',
  version: 6,
  oldestReadable: 6,
  keys: (event) => subjects(event).map((subject) => journalKey(subject, event.position)),
  on: Object.fromEntries(Object.keys(catalogue).map((type) => [type, enter])),
  columns: {
    position: ({ place, position, recordedAt }) => (recordedAt === undefined ? null : (place ?? position)),
    recordedAt: ({ recordedAt }) => recordedAt ?? null,
    setsRight: ({ type }) => (inNoOtherRow.has(type) ? 1 : null),
  },
};
