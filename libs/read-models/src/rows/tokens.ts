import type BetterSqlite from 'better-sqlite3';
import { sql } from 'kysely';
import type { Database, VersionsName } from './tables.js';

/** What the versions of rows are searched by. Each database has an index of its own kind for it. */
export interface TokenIndex {
  create(trx: Database, table: VersionsName): Promise<void>;
  insert(trx: Database, table: VersionsName, lines: readonly TokensAt[]): Promise<void>;
  /** The places before one that have all the tokens, the last first. */
  find(table: VersionsName, asked: TokensAsked): Promise<number[]>;
}

/** A version's place, and its tokens with spaces between them. */
export type TokensAt = readonly [place: number, tokens: string];

export interface TokensAsked {
  /** All the tokens of one of these, which has at least one; `gwad*` is every token that begins with these letters. */
  readonly anyOf: readonly (readonly string[])[];
  readonly before: number;
  readonly limit: number;
}

/** Versions that begin at one position, at the most. */
const VERSIONS_AT_ONE = 65_536;

/** Versions in the order of the positions where they begin, as one number. */
export const placeOfVersion = (position: number, n: number): number => position * VERSIONS_AT_ONE + n;

/** Before this place is what begins up to the position. */
export const placesUntil = (position: number): number => placeOfVersion(position + 1, 0);

const isStart = (token: string): boolean => token.endsWith('*');

/**
 * FTS5 keeps the index alone. It gives the places in their order, so a page costs what is on it: for a beginning only if
 * that length is among `prefix`; else every place is read before the first is given. Nobody asks for longer ones.
 */
export const tokensInSqlite = (db: Database, prepare: (text: string) => BetterSqlite.Statement): TokenIndex => ({
  async create(trx, table) {
    await sql`create virtual table ${sql.table(table)} using fts5(tokens, content='', columnsize=0, detail=none,
      prefix='1 2 3 4 5 6', tokenize="ascii tokenchars ':.-_'")`.execute(trx);
  },
  async insert(_, table, lines) {
    if (lines.length === 0) return;
    const insert = prepare(`insert into "${table}" (rowid, tokens) values (?, ?)`);
    for (const line of lines) insert.run(line);
  },
  async find(table, { anyOf, before, limit }) {
    const token = (it: string) => (isStart(it) ? `"${it.slice(0, -1)}"*` : `"${it}"`);
    const asked = anyOf.map((tokens) => `(${tokens.map(token).join(' AND ')})`).join(' OR ');
    const { rows } = await sql<{ place: number }>`select rowid as place from ${sql.table(table)}
      where ${sql.table(table)} match ${asked} and rowid < ${before} order by rowid desc limit ${limit}`.execute(db);
    return rows.map(({ place }) => place);
  },
});

export const tokensInPostgres = (db: Database): TokenIndex => ({
  async create(trx, table) {
    await sql`create table ${sql.table(table)} (place bigint primary key, tokens tsvector not null)`.execute(trx);
    await sql`create index ${sql.ref(`${table}_by_token`)} on ${sql.table(table)} using gin (tokens)`.execute(trx);
  },
  async insert(trx, table, lines) {
    if (lines.length === 0) return;
    const [places, tokens] = [lines.map(([place]) => place), lines.map(([, it]) => it)];
    await sql`insert into ${sql.table(table)} (place, tokens)
      select line.place, array_to_tsvector(string_to_array(line.tokens, ' '))
      from unnest(${places}::bigint[], ${tokens}::text[]) as line (place, tokens)`.execute(trx);
  },
  async find(table, { anyOf, before, limit }) {
    const token = (it: string) => (isStart(it) ? `'${it.slice(0, -1)}':*` : `'${it}'`);
    const asked = anyOf.map((tokens) => `(${tokens.map(token).join(' & ')})`).join(' | ');
    const { rows } = await sql<{ place: string | number }>`select place from ${sql.table(table)}
      where tokens @@ ${asked}::tsquery and place < ${before} order by place desc limit ${limit}`.execute(db);
    return rows.map(({ place }) => Number(place));
  },
});

/** Whether a text with these tokens has all of one of those that are asked for. */
export const hasTokens = (has: readonly string[], anyOf: TokensAsked['anyOf']): boolean =>
  anyOf.some((asked) =>
    asked.every((it) => (isStart(it) ? has.some((own) => own.startsWith(it.slice(0, -1))) : has.includes(it))),
  );
