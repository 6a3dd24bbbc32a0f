import { commitmentsNamedIn, sessionOf, type Actor } from '@jwg/domain';
import { catalogue } from '@jwg/domain';
import { idOf } from '@jwg/event-sourcing';
import {
  cite,
  isOf,
  type LedgerProjection,
  causingStatement,
  type Citation,
  type Recorded,
} from '../events/citation.js';

/** One event as it concerns one subject: a forum, a session or a commitment. */
export interface JournalRow extends Citation {
  readonly subject: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly recordedAt: string;
  readonly actor: Actor;
  readonly data: unknown;
  /** The session where it was said, or whose statement or minutes took effect. */
  readonly session?: string;
}

/** The event's own subject first, then every commitment that it names. */
const subjects = (event: Recorded): string[] => [...new Set([idOf(event.stream), ...commitmentsNamedIn(event)])];

/** Fixed width, so that keys sort like positions. */
export const journalKey = (subject: string, position: number): string =>
  `${subject}/${String(position).padStart(12, '0')}`;

const sessionIn = (event: Recorded): string | undefined => {
  if (isOf('session', event)) return idOf(event.stream);
  const statement = causingStatement(event);
  if (statement !== undefined) return sessionOf(statement);
  return 'session' in event.data ? event.data.session : undefined;
};

const enter = (_: JournalRow | undefined, event: Recorded, key: string): JournalRow => {
  const { stream, revision, type, recordedAt, data, metadata } = event;
  const session = sessionIn(event);
  return {
    ...cite(event),
    subject: key.slice(0, key.lastIndexOf('/')),
    stream,
    revision,
    type,
    recordedAt,
    actor: metadata.actor,
    data,
    ...(session !== undefined && { session }),
  };
};

export const journal: LedgerProjection<JournalRow> = {
  name: 'journal',
  version: 3,
  keys: (event) => subjects(event).map((subject) => journalKey(subject, event.position)),
  on: Object.fromEntries(Object.keys(catalogue).map((type) => [type, enter])),
  columns: {
    subject: ({ subject }) => subject,
    position: ({ place, position }) => place ?? position,
    recordedAt: ({ recordedAt }) => recordedAt,
  },
};
