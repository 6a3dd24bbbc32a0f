import { lastSuccessor } from '@jwg/domain';
import type { RowReader } from '../rows/reader.js';
import { forums, type ForumRow } from './projection.js';

/** The institution that answers for this one in the forum, as of the rows. */
export const answersFor = (forum: ForumRow | undefined, id: string): string =>
  lastSuccessor(id, (it) => forum?.institutions.find((known) => known.id === it)?.succeededBy);

/** Those that answer for these institutions, each once. */
export const answerFor = (forum: ForumRow | undefined, ids: readonly string[]): string[] => [
  ...new Set(ids.map((id) => answersFor(forum, id))),
];

/** The institution and those that it succeeded, in any forum: all names under which it may have been named. */
export const namesOf = async (reader: RowReader, institution: string): Promise<string[]> => {
  const succeeded = (await reader.find(forums)).flatMap((forum) =>
    forum.institutions.filter(({ id }) => answersFor(forum, id) === institution).map(({ id }) => id),
  );
  return [...new Set([institution, ...succeeded])];
};
