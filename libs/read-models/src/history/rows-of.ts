import { commitmentEvents, type EventType } from '@jwg/domain';
import { journal, journalKey, type JournalRow } from '../journal/projection.js';
import { rowsAbout } from '../journal/rows-about.js';
import type { RowReader } from '../rows/reader.js';
import { saidIn, statements } from '../sessions/statements.js';

/** Which events a history asks for, in the order in which they were recorded. */
export interface Span {
  /** The first position, or later. */
  readonly atLeast: number;
  readonly atMost: number;
  readonly limit: number;
  readonly descending?: boolean;
}

/** Where the events of a forum's history are: its own, and those of its sessions and commitments. */
export const rowsOfForum = (reader: RowReader, forum: string, { atLeast, atMost, ...page }: Span) =>
  reader.find(
    journal,
    { key: { atLeast: `${forum}.`, atMost: `${forum}/~` }, position: { atLeast, atMost } },
    { by: 'position', ...page },
  );

/** Those of a commitment: its own, and the statements that name it. */
export const rowsOfCommitment = (reader: RowReader, id: string, { atLeast, atMost, limit, descending }: Span) =>
  rowsAbout(
    reader,
    id,
    {
      after: descending || atLeast === 0 ? undefined : atLeast - 1,
      before: atMost + 1,
      order: descending ? 'newest' : 'oldest',
    },
    limit,
  );

/** Those of a session: its own, and those of commitments that may carry out what was said in it or signed. */
export const rowsOfSession = async (reader: RowReader, id: string): Promise<JournalRow[]> => {
  const [own, said] = await Promise.all([
    reader.find(journal, { key: { atLeast: journalKey(id, 0), atMost: `${id}/~` } }),
    reader.find(statements, saidIn(id)),
  ]);
  const named = new Set(
    said.flatMap(({ undertakings, about }) => [...undertakings, ...about.map((it) => it.commitment)]),
  );
  const effects: JournalRow[] = [];
  for (const commitment of named) {
    const about = await reader.find(journal, {
      key: { atLeast: journalKey(commitment, 0), atMost: `${commitment}/~` },
    });
    effects.push(...about.filter(({ recordedAt, type }) => recordedAt !== undefined && mayCarryOut.has(type)));
  }
  return [...own, ...effects].sort((a, b) => a.position - b.position);
};

/** The kinds of events that name the statement or the session that led to them. */
const mayCarryOut: ReadonlySet<EventType> = new Set(
  Object.entries(commitmentEvents).flatMap(([type, { properties }]) =>
    'statement' in properties || 'session' in properties ? [type as EventType] : [],
  ),
);
