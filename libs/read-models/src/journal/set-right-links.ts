import { wrongIn } from '@jwg/domain';
import { commitments } from '../commitments/projection.js';
import { orderOf } from '../events/citation.js';
import { MAX_PAGE_SIZE } from '../page-size.js';
import { wholeLists } from '../rows/kept-apart.js';
import type { RowsAt } from '../rows/rows-at.js';
import { sessions } from '../sessions/projection.js';
import { correctionsOfOne, statements } from '../sessions/statements.js';
import { entriesOf, type JournalEntry } from './entry.js';
import { rowsAbout, rowsThatSetRight } from './rows-about.js';

/** Where an entry was set right, or which entries it sets right, by their positions. */
export interface SetRightLinks {
  /** It says that these entries were wrong. */
  readonly corrects?: readonly number[];
  /** These say that it was wrong: in a field, or altogether. */
  readonly correctedBy?: readonly number[];
}

/** The links of these entries about one subject, by their ids. The entries themselves stay as they were recorded. */
export const linksOf = async (
  at: RowsAt,
  subject: string,
  shown: readonly JournalEntry[],
): Promise<(eventId: string) => SetRightLinks> => {
  const wrong = new Map(shown.map((it) => [it.eventId, wrongIn(it)]));
  const [corrections, places] = await Promise.all([
    correctionsAbout(at, subject, shown),
    positionsOf(at, subject, [...wrong.values()].flat(), shown),
  ]);
  for (const { eventId, position } of shown)
    for (const id of wrong.get(eventId)!) corrections.set(id, [...(corrections.get(id) ?? []), position]);
  return (eventId) => {
    const corrects = [...new Set(wrong.get(eventId)!.flatMap((id) => places.get(id) ?? []))];
    const correctedBy = [...new Set(corrections.get(eventId))];
    return {
      ...(corrects.length > 0 && { corrects: corrects.sort(byNumber) }),
      ...(correctedBy.length > 0 && { correctedBy: correctedBy.sort(byNumber) }),
    };
  };
};

const byNumber = (a: number, b: number): number => a - b;

/** By entry, the positions of what sets it right. */
const correctionsAbout = async ({ reader, store }: RowsAt, subject: string, shown: readonly JournalEntry[]) => {
  const ids = shown.map(({ eventId }) => eventId);
  const [said, setRight, ofSessions, ofOthers] = await Promise.all([
    reader.getMany(statements, ids),
    wholeLists(reader, commitments, [subject], 'setRight'),
    wholeLists(reader, sessions, [subject], 'corrections'),
    entriesOf(store, subject, await rowsThatSetRight(reader, subject, MAX_PAGE_SIZE)),
  ]);
  const ofStatements = (await Promise.all(said.map((row) => correctionsOfOne(reader, row)))).flat();
  const links = [
    ...ofOthers.flatMap((it) => wrongIn(it).map((id) => [id, it.position] as const)),
    ...said.flatMap(({ eventId, annulled }) => (annulled ? [[eventId, annulled.position] as const] : [])),
    ...[...ofStatements, ...(ofSessions.get(subject) ?? [])].map((it) => [it.corrects, it.position] as const),
    ...(setRight.get(subject) ?? []).flatMap(({ corrects, withdraws = [], position }) =>
      [...(corrects === undefined ? [] : [corrects]), ...withdraws].map((id) => [id, position] as const),
    ),
  ];
  const found = new Map<string, number[]>();
  for (const [id, position] of links) found.set(id, [...(found.get(id) ?? []), position]);
  return found;
};

/** Entries that are looked through for one that was set right, and as many at a time. */
const [MOST, PAGE] = [1_000, 200];

/**
 * The positions of these entries. A statement has a row by its id; any other one is looked for among the entries before
 * the one that sets it right, and left out if it is not near.
 */
export const positionsOf = async (
  { reader, store }: Pick<RowsAt, 'reader' | 'store'>,
  subject: string,
  ids: readonly string[],
  shown: readonly JournalEntry[] = [],
): Promise<ReadonlyMap<string, number>> => {
  const found = new Map(shown.map(({ eventId, position }) => [eventId, position]));
  const missing = () => ids.filter((id) => !found.has(id));
  for (const { eventId, position } of await reader.getMany(statements, [...new Set(missing())]))
    found.set(eventId, position);
  for (let looked = 0, after: number | undefined; looked < MOST && missing().length > 0; looked += PAGE) {
    const rows = await rowsAbout(reader, subject, { order: 'newest', after }, PAGE);
    for (const { eventId, position } of await entriesOf(store, subject, rows)) found.set(eventId, position);
    if (rows.length < PAGE) break;
    after = orderOf(rows.at(-1)!);
  }
  return found;
};
