import type { ProjectionOf, Row } from '@jwg/event-sourcing';
import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import { EVERYBODY, type Audience } from './audience.js';
import type { Engine } from './engine.js';
import type { LiveGenerations } from './live-generations.js';
import type { RowReader, Shown, TokensPage } from './row-reader.js';
import { asStored, type ShowRows } from './show-rows.js';
import { PLACE, type Tables, type VersionsName } from './tables.js';
import { placesUntil } from './tokens.js';
import { columnOf, conditions, sortable, type Condition, type Page, type Where } from './values.js';

export type * from './row-reader.js';

type Builder = ExpressionBuilder<Tables, VersionsName>;

export const sqlReader = (
  engine: Engine,
  live: LiveGenerations,
  position: number,
  audience: Audience,
  show: ShowRows = asStored,
): RowReader => {
  const valid = (table: VersionsName, by: readonly string[] = ['key']) => {
    const all = engine.db
      .selectFrom(table)
      .select(['key', 'body'])
      .where('from_position', '<=', position)
      .where('until_position', '>', position);
    if (audience === EVERYBODY) return all.where('audience', '=', EVERYBODY);
    return all
      .where('audience', 'in', [EVERYBODY, audience])
      .where((eb) => eb.or([eb('audience', '=', audience), eb.not(eb.exists(ownRow(table, by)))]))
      .where('body', '!=', 'null');
  };

  /** If the audience has its own row, or a tombstone, then everybody's row is not the one to show. */
  const ownRow = (table: VersionsName, by: readonly string[]) => sql`
    (select 1 from ${sql.table(table)} as own
      where ${sql.join(
        by.map((column) => sql`${sql.ref(`own.${column}`)} = ${sql.ref(`${table}.${column}`)}`),
        sql` and `,
      )}
      and own.audience = ${audience} and own.from_position <= ${position} and own.until_position > ${position})`;

  const fulfils = (eb: Builder, column: string, condition: Condition): Expression<SqlBool> => {
    if (condition === null) return eb(column, 'is', null);
    if (typeof condition !== 'object') return eb(column, '=', sortable(condition));
    // Of one value, an index has the rows in the order in which they are asked for.
    if ('in' in condition && condition.in.length === 1) return eb(column, '=', sortable(condition.in[0]!));
    if ('in' in condition) return engine.among(column, condition.in.map(sortable));
    const { atLeast, atMost } = condition;
    return eb.and([
      eb(column, 'is not', null),
      ...(atLeast === undefined ? [] : [eb(column, '>=', sortable(atLeast))]),
      ...(atMost === undefined ? [] : [eb(column, '<=', sortable(atMost))]),
    ]);
  };

  const follows = (eb: Builder, by: string, { after, descending }: Page): Expression<SqlBool> => {
    const [value, key] = after!;
    const beyond = descending ? '<' : '>';
    if (by === 'key') return eb('key', beyond, key);
    const same = eb(by, value === null ? 'is' : '=', sortable(value));
    const tie = eb.and([same, eb('key', beyond, key)]);
    if (value === null) return descending ? tie : eb.or([tie, eb(by, 'is not', null)]);
    const next = eb.or([tie, eb(by, beyond, sortable(value))]);
    return descending ? eb.or([next, eb(by, 'is', null)]) : next;
  };

  const reader: RowReader = {
    async get(projection, key) {
      return (await reader.getMany(projection, [key]))[0];
    },
    async getMany<R extends Row, Apart extends keyof R>(projection: ProjectionOf<R, Apart>, keys: readonly string[]) {
      const found = await live.read(projection, async ({ table, read }) => {
        const lines = await valid(table).where(engine.among('key', keys)).execute();
        const rows = await read(await show(lines.map(({ body }) => body)));
        return lines.map(({ key }, n) => [key, rows[n] as Shown<R, Apart>] as const);
      });
      const rows = new Map(found);
      return keys.flatMap((key) => (rows.has(key) ? [rows.get(key)!] : []));
    },
    async find<R extends Row, Apart extends keyof R>(
      projection: ProjectionOf<R, Apart>,
      where: Where = {},
      page?: Page,
    ) {
      const asked = conditions(projection, where);
      const by = columnOf(projection, page?.by ?? 'key');
      return live.read(projection, async ({ table, read }) => {
        let query = valid(table);
        for (const [column, condition] of asked) query = query.where((eb) => fulfils(eb, column, condition));
        if (page?.after) query = query.where((eb) => follows(eb, by, page));
        for (const column of by === 'key' ? ['key'] : [by, 'key']) {
          query = query.orderBy(column, (order) =>
            page?.descending ? order.desc().nullsLast() : order.asc().nullsFirst(),
          );
        }
        if (page) query = query.limit(page.limit);
        const lines = await query.execute();
        return (await read(await show(lines.map(({ body }) => body)))) as Shown<R, Apart>[];
      });
    },
    async withTokens<R extends Row, Apart extends keyof R>(
      projection: ProjectionOf<R, Apart>,
      { anyOf, before = Infinity, limit }: TokensPage,
    ) {
      const upTo = Math.min(before, placesUntil(position));
      const [page] = await live.read(projection, async ({ table, tokens, read }) => {
        const places = await engine.tokens.find(tokens, { anyOf, before: upTo, limit });
        const of = new Map(places.map((place) => [sortable(place), place]));
        const rows = await valid(table)
          .select(PLACE)
          .where(engine.among(PLACE, [...of.keys()]))
          .execute();
        const shown = await read(await show(rows.map(({ body }) => body)));
        const found = rows.map((it, n) => ({ row: shown[n] as Shown<R, Apart>, place: of.get(String(it[PLACE]))! }));
        return [
          { found: found.sort((a, b) => b.place - a.place), ...(places.length === limit && { next: places.at(-1)! }) },
        ];
      });
      return page ?? { found: [] };
    },
    parts: (projection, { keys, named, within, limit, descending = false }) =>
      live.read(projection, async ({ parts, read }) => {
        let query = valid(parts, ['key', 'part']).select('part').where(engine.among('key', keys));
        if (named) query = query.where(engine.among('part', named));
        if (within) query = query.where('part', '>=', within[0]).where('part', '<', within[1]);
        if (limit !== undefined) query = query.limit(limit);
        const order = descending ? 'desc' : 'asc';
        const found = await query.orderBy('key', order).orderBy('part', order).execute();
        const values = await read(await show(found.map(({ body }) => body)));
        return found.map(({ key, part }, n) => ({ key, part: String(part), value: values[n] }));
      }),
  };
  return reader;
};
