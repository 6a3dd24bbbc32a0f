import { sessionOf, type Text } from '@jwg/domain';
import { commitments } from '../commitments/projection.js';
import { forums } from '../forums/projection.js';
import { DEFAULT_PAGE_SIZE } from '../page-size.js';
import type { RowReader } from '../rows/reader.js';
import type { RowsAt } from '../rows/rows-at.js';
import { sessions } from '../sessions/projection.js';
import type { SessionRow } from '../sessions/row.js';
import { isNaming, namesPerson, namingTypes, ofForum, spokenWords, type SpokenRow } from './projection.js';
import { searchForm } from './searchable.js';
import { snippetsOf, type Snippet } from './snippet.js';
import { piecesOf, soughtOf, type Piece } from './words.js';

export interface SearchAsked {
  readonly q: string;
  /** The id of the person who is called so: the index knows no names. */
  readonly person?: string;
  /** Only what is about this forum, its sessions and commitments. */
  readonly forum?: string;
  /** `next` of the page before. */
  readonly after?: string;
  readonly limit?: number;
}

/** An event that says all the words, and what it is about. */
export interface Hit extends Omit<SpokenRow, 'texts'> {
  /** As it is called at that moment, where it has a name. */
  readonly title?: Text;
  readonly snippets: readonly Snippet[];
}

export interface SearchPage {
  readonly position: number;
  readonly hits: readonly Hit[];
  /** There may be more: ask for what comes after. A page may be short, or even empty, and yet not be the last. */
  readonly next?: string;
}

/** Rows that one page looks at, at the most; a word of a language without spaces may be apart in many of them. */
const MOST_LOOKED_AT = 1_000;
const AT_ONCE = 100;
/** After every place. */
const END = Number.MAX_SAFE_INTEGER;

/** The words and runs of characters that are looked for; none if the query has neither letters nor digits. */
export const soughtIn = (q: string): Piece[] => {
  const pieces = piecesOf(searchForm(q));
  return [...new Map(pieces.map((it) => [it.text, it])).values()];
};

/** First what names a thing, then what else was said; of each the latest first. */
type Turn = 'named' | 'said';

/** @returns undefined  `after` is no place */
export const placeIn = (after: string | undefined): { turn: Turn; before?: number } | undefined => {
  if (after === undefined) return { turn: 'named' };
  const [, turn, before] = /^(named|said)-(\d{1,16})$/.exec(after) ?? [];
  return turn === undefined ? undefined : { turn: turn as Turn, before: Number(before) };
};

/** The events that say all the words, as far as the viewer sees them and as of the moment. */
export const search = async (
  { reader, position }: Pick<RowsAt, 'reader' | 'position'>,
  asked: SearchAsked,
): Promise<SearchPage> => {
  const { q, person, forum, after, limit = DEFAULT_PAGE_SIZE } = asked;
  const sought = soughtIn(q);
  const alternatives = [soughtOf(sought), ...(person === undefined ? [] : [[namesPerson(person)]])];
  const ofThatForum = forum === undefined ? [] : [ofForum(forum)];
  const hits: Hit[] = [];
  if (sought.length === 0) return { position, hits };
  const answer = async (next?: string) => ({ position, hits: await named(reader, hits), ...(next && { next }) });
  let { turn, before } = placeIn(after)!;
  const here = () => `${turn}-${before}`;
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += AT_ONCE) {
    const filters = turn === 'named' ? [...ofThatForum, isNaming] : ofThatForum;
    const anyOf = alternatives.map((tokens) => [...tokens, ...filters]);
    const { found, next } = await reader.withTokens(spokenWords, { anyOf, before, limit: AT_ONCE });
    for (const { row, place } of found) {
      const hit = hitOf(row, turn, sought);
      if (hit && hits.length === limit) return answer(here());
      if (hit) hits.push(hit);
      before = place;
    }
    if (next !== undefined) before = next;
    else if (turn === 'said') return answer();
    else [turn, before] = ['said', END];
  }
  return answer(here());
};

const hitOf = (row: SpokenRow, turn: Turn, sought: readonly Piece[]): Hit | undefined => {
  if (namingTypes.has(row.type) !== (turn === 'named')) return undefined;
  const { texts, ...rest } = row;
  const snippets = snippetsOf(texts, sought);
  return snippets && { ...rest, snippets };
};

/** With what each is called; without what is about a session that never was. */
const named = async (reader: RowReader, hits: readonly Hit[]): Promise<Hit[]> => {
  const idsOf = (kind: Hit['kind']) => [...new Set(hits.filter((it) => it.kind === kind).map(({ id }) => id))];
  const sessionIds = hits
    .filter(({ kind }) => kind === 'session' || kind === 'statement')
    .map(({ id }) => sessionOf(id));
  const [ofForums, promised, held] = await Promise.all([
    reader.getMany(forums, [...new Set(hits.map(({ forum }) => forum))]),
    reader.getMany(commitments, idsOf('commitment')),
    reader.getMany(sessions, [...new Set(sessionIds)]),
  ]);
  const names = new Map<string, Text>([
    ...ofForums.flatMap(({ institutions }) => institutions.map(({ id, name }) => [id, name] as const)),
    ...ofForums.map(({ id, name }) => [id, name] as const),
    ...promised.flatMap(({ id, title }) => (title ? [[id, title] as const] : [])),
  ]);
  const sessionsById = new Map(held.map((it) => [it.id, it]));
  return hits
    .filter(({ id, position }) => !isAnnulled(sessionsById.get(sessionOf(id)), position))
    .map((it) => ({ ...it, ...(names.has(it.id) && { title: names.get(it.id)! }) }));
};

/** It was said of a session that never was: it was annulled, and perhaps another one has its number since. */
const isAnnulled = (session: Pick<SessionRow, 'phase' | 'begunAt'> | undefined, position: number): boolean =>
  session !== undefined && (session.phase === 'unknown' || position < session.begunAt);
