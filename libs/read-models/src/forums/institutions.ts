import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../page-size.js';
import type { RowsAt } from '../rows/rows-at.js';
import { forums, type ForumRow, type InstitutionPart } from './projection.js';

export interface InstitutionList {
  readonly position: number;
  /** By id. */
  readonly items: readonly Institution[];
  /** The number of all that fit, on every page. */
  readonly total: number;
  /** The `after` of the next page, if there is one. */
  readonly next?: string;
}

/** An institution under one id, in all forums that have it. */
export interface Institution extends Pick<
  InstitutionPart,
  'id' | 'side' | 'name' | 'acronym' | 'formerNames' | 'succeededBy'
> {
  /** The ids of these forums. Where they name it differently, the name is that of the first. */
  readonly forums: readonly string[];
}

export interface InstitutionsAsked {
  readonly forum?: string;
  readonly side?: string;
  /** The id of the last institution on the page before. */
  readonly after?: string;
  readonly limit?: number;
}

export const institutionList = async (
  { reader, position }: RowsAt,
  { forum, side, after = '', limit = DEFAULT_PAGE_SIZE }: InstitutionsAsked = {},
): Promise<InstitutionList> => {
  const all = institutionsIn(await reader.find(forums)).filter(
    (it) => (side === undefined || it.side === side) && (forum === undefined || it.forums.includes(forum)),
  );
  const rest = all.filter(({ id }) => id > after);
  const items = rest.slice(0, Math.min(limit, MAX_PAGE_SIZE));
  return { position, items, total: all.length, ...(rest.length > items.length && { next: items.at(-1)!.id }) };
};

const institutionsIn = (found: readonly ForumRow[]): Institution[] => {
  const parts = found.flatMap(({ id: forum, institutions }) => institutions.map((part) => ({ forum, part })));
  return [...Map.groupBy(parts, ({ part }) => part.id).values()].map(one).sort((a, b) => (a.id < b.id ? -1 : 1));
};

const one = (entries: readonly { forum: string; part: InstitutionPart }[]): Institution => {
  const { id, side, name, acronym } = entries[0]!.part;
  const formerNames = entries.flatMap(({ part }) => part.formerNames);
  const succeededBy = entries.find(({ part }) => part.succeededBy !== undefined)?.part.succeededBy;
  return {
    id,
    side,
    name,
    ...(acronym !== undefined && { acronym }),
    formerNames: [...new Map(formerNames.map((it) => [JSON.stringify(it), it])).values()],
    ...(succeededBy !== undefined && { succeededBy }),
    forums: entries.map(({ forum }) => forum),
  };
};
