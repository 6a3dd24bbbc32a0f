import type { ProjectionOf, Row } from '@jwg/event-sourcing';
import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import { EVERYBODY, type Audience } from './audience.js';
import type { Engine } from './engines.js';
import type { LiveGenerations } from './live-generations.js';
import type { Tables, VersionsName } from './tables.js';
import { conditions, known, sortable, type Condition, type Page, type Where } from './values.js';

/** Rows as they were at one position of the ledger. A projection that was never followed has no rows. */
export interface RowReader {
  get<R extends Row>(projection: ProjectionOf<R>, key: string): Promise<R | undefined>;
  /** Rows in the order of the keys; keys without a row are left out. */
  getMany<R extends Row>(projection: ProjectionOf<R>, keys: readonly string[]): Promise<R[]>;
  /**
   * The rows that fulfil every condition, in order of key unless the page says otherwise. Strings sort by their bytes.
   */
  find<R extends Row>(projection: ProjectionOf<R>, where?: Where, page?: Page): Promise<R[]>;
}

type Builder = ExpressionBuilder<Tables, VersionsName>;

export const sqlReader = (engine: Engine, live: LiveGenerations, position: number, audience: Audience): RowReader => {
  const valid = (table: VersionsName) => {
    const all = engine.db
      .selectFrom(table)
      .select(['key', 'body'])
      .where('from_position', '<=', position)
      .where('until_position', '>', position);
    if (audience === EVERYBODY) return all.where('audience', '=', EVERYBODY);
    return all
      .where('audience', 'in', [EVERYBODY, audience])
      .where((eb) => eb.or([eb('audience', '=', audience), eb.not(eb.exists(ownRow(table)))]))
      .where('body', '!=', 'null');
  };

  /** If the audience has its own row, or a tombstone, then everybody's row is not the one to show. */
  const ownRow = (table: VersionsName) => sql`
    (select 1 from ${sql.table(table)} as own where own.key = ${sql.ref(`${table}.key`)} and own.audience = ${audience}
      and own.from_position <= ${position} and own.until_position > ${position})`;

  const fulfils = (eb: Builder, column: string, condition: Condition): Expression<SqlBool> => {
    if (condition === null) return eb(column, 'is', null);
    if (typeof condition !== 'object') return eb(column, '=', sortable(condition));
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
    async getMany<R extends Row>(projection: ProjectionOf<R>, keys: readonly string[]) {
      const rows = await live.read(projection, (table) => valid(table).where(engine.among('key', keys)).execute());
      const bodies = new Map(rows.map(({ key, body }) => [key, body]));
      return keys.flatMap((key) => (bodies.has(key) ? [JSON.parse(bodies.get(key)!) as R] : []));
    },
    async find<R extends Row>(projection: ProjectionOf<R>, where: Where = {}, page?: Page) {
      const asked = conditions(projection, where);
      const by = known(projection, page?.by ?? 'key');
      const rows = await live.read(projection, (table) => {
        let query = valid(table);
        for (const [column, condition] of asked) query = query.where((eb) => fulfils(eb, column, condition));
        if (page?.after) query = query.where((eb) => follows(eb, by, page));
        for (const column of by === 'key' ? ['key'] : [by, 'key']) {
          query = query.orderBy(column, (order) =>
            page?.descending ? order.desc().nullsLast() : order.asc().nullsFirst(),
          );
        }
        if (page) query = query.limit(page.limit);
        return query.execute();
      });
      return rows.map(({ body }) => JSON.parse(body) as R);
    },
  };
  return reader;
};
