import { compareIds, forumOf, sortable } from '@jwg/domain';
import { dockets } from '../dockets/projection.js';
import { broughtBefore } from '../dockets/served.js';
import { namesOf } from '../forums/succession.js';
import { responsibilities } from '../responsibilities/projection.js';
import type { RowReader } from '../rows/reader.js';
import type { ListAsked } from './filters.js';
import { commitments } from './projection.js';
import type { CommitmentRow } from './row.js';

/** Chunks of rows: by their ids where an index has these, and otherwise by the columns that have one. */
export async function* inOrder(
  reader: RowReader,
  filters: ListAsked,
  chunk: number,
  after?: string,
): AsyncGenerator<Chunk> {
  const ids = await idsAsked(reader, filters);
  const rest = ids.sort(compareIds).filter((id) => after === undefined || compareIds(id, after) > 0);
  if (filters.institution !== undefined || filters.referredTo !== undefined) yield* byIds(reader, rest, chunk);
  else yield* byColumns(reader, filters, chunk, rest, after);
}

/** What an index of ids tells: an institution's, what is before a forum, or else only what a forum has from others. */
const idsAsked = async (reader: RowReader, { forum, institution, referredTo }: ListAsked): Promise<string[]> => {
  const brought = forum === undefined ? [] : await broughtBefore(reader, forum);
  if (institution === undefined && referredTo === undefined) return brought;
  const parts =
    institution === undefined
      ? await reader.find(dockets, { before: referredTo })
      : await reader.find(responsibilities, { institution: { in: await namesOf(reader, institution) } });
  const ids = [...new Set(parts.map(({ commitment }) => commitment))];
  return ids.filter((id) => forum === undefined || forumOf(id) === forum || brought.includes(id));
};

async function* byIds(reader: RowReader, ids: readonly string[], chunk: number): AsyncGenerator<Chunk> {
  for (let n = 0, isLast = false; !isLast; n += chunk) {
    isLast = n + chunk >= ids.length;
    yield { rows: await reader.getMany(commitments, ids.slice(n, n + chunk)), isLast };
  }
}

/** Chunks of a forum's own rows, with the others' rows between them in the order of all. */
async function* byColumns(
  reader: RowReader,
  { forum, kind, status, adoption }: ListAsked,
  chunk: number,
  others: string[],
  after?: string,
): AsyncGenerator<Chunk> {
  // Of a forum's rows, those that come next are a range of one index, whatever else is asked of them.
  const asked = forum === undefined ? { adoption, ...among({ kind, status }) } : {};
  for (let last = after, isLast = false; !isLast;) {
    const page = { by: 'place', limit: chunk, ...(last !== undefined && { after: [sortable(last), last] as const }) };
    const own = await reader.find(commitments, { registered: 1, place: placesFrom(last, forum), ...asked }, page);
    isLast = own.length < chunk;
    last = own.at(-1)?.id;
    const later = isLast ? -1 : others.findIndex((id) => compareIds(id, last!) > 0);
    const between = await reader.getMany(commitments, others.splice(0, later < 0 ? others.length : later));
    yield { rows: [...own, ...between].sort((a, b) => compareIds(a.id, b.id)), isLast };
  }
}

/** The places from a commitment's on, in a forum if one is given. */
const placesFrom = (last: string | undefined, forum: string | undefined) => {
  const next = last === undefined ? '' : sortable(last);
  if (forum === undefined) return { atLeast: next };
  const first = sortable(`${forum}.0.c1`);
  const own = first.slice(0, first.indexOf('.') + 1);
  return { atLeast: next > own ? next : own, atMost: `${own}~` };
};

const among = (lists: Readonly<Record<string, readonly string[] | undefined>>) =>
  Object.fromEntries(Object.entries(lists).map(([column, some]) => [column, some && { in: some }]));

interface Chunk {
  readonly rows: CommitmentRow[];
  readonly isLast: boolean;
}
