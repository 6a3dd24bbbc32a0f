import {
  project,
  touched,
  type AnyProjection,
  type ProjectionOf,
  type Row,
  type StoredEvent,
} from '@jwg/event-sourcing';
import type { RowReader } from './reader.js';
import { conditions, known, sortable, type Condition, type Page, type Value, type Where } from './values.js';

const bytes = (value: Value) => (value === null ? null : Buffer.from(sortable(value)));

const order = (a: Buffer | null, b: Buffer | null) => (a && b ? Buffer.compare(a, b) : Number(!!a) - Number(!!b));

const fulfils = (value: Value, condition: Condition): boolean => {
  if (condition === null || value === null) return condition === value;
  const text = bytes(value);
  if (typeof condition !== 'object') return order(text, bytes(condition)) === 0;
  if ('in' in condition) return condition.in.some((one) => order(text, bytes(one)) === 0);
  const { atLeast, atMost } = condition;
  return (
    (atLeast === undefined || order(text, bytes(atLeast)) >= 0) &&
    (atMost === undefined || order(text, bytes(atMost)) <= 0)
  );
};

interface Placed {
  readonly by: Buffer | null;
  readonly key: Buffer | null;
}

/**
 * The same answers as from the database, from a fold of the given events: for questions about a history other than the
 * ledger's order (as of a day, counting only what was signed).
 *
 * Throws for a projection that was not folded.
 */
export const foldedRows = (events: Iterable<StoredEvent>, projections: readonly AnyProjection[]): RowReader => {
  const folded = new Map(projections.map((projection) => [projection.name, new Map<string, Row>()]));
  for (const event of events) {
    for (const projection of projections) {
      const rows = folded.get(projection.name)!;
      for (const key of touched(projection, event)) {
        const row = project<Row>(projection, rows.get(key), event, key);
        if (row) rows.set(key, row);
        else rows.delete(key);
      }
    }
  }
  const rowsOf = <R extends Row>(projection: ProjectionOf<R>) => {
    const rows = folded.get(projection.name);
    if (!rows) throw new Error(`${projection.name} was not folded`);
    return rows as Map<string, R>;
  };

  return {
    async get(projection, key) {
      return rowsOf(projection).get(key);
    },
    async getMany(projection, keys) {
      const rows = rowsOf(projection);
      return keys.flatMap((key) => rows.get(key) ?? []);
    },
    async find<R extends Row>(projection: ProjectionOf<R>, where: Where = {}, page?: Page) {
      const value = (column: string, key: string, row: R) =>
        column === 'key' ? key : projection.columns[column]!(row);
      const asked = conditions(projection, where);
      const by = known(projection, page?.by ?? 'key');
      const sign = page?.descending ? -1 : 1;
      const compare = (a: Placed, b: Placed) => sign * (order(a.by, b.by) || order(a.key, b.key));
      let matches = [...rowsOf(projection)]
        .filter(([key, row]) => asked.every(([column, condition]) => fulfils(value(column, key, row), condition)))
        .map(([key, row]) => ({ row, by: bytes(value(by, key, row)), key: bytes(key) }))
        .sort(compare);
      if (page?.after) {
        const [last, key] = page.after;
        const place = { by: bytes(by === 'key' ? key : last), key: bytes(key) };
        matches = matches.filter((candidate) => compare(candidate, place) > 0);
      }
      return matches.slice(0, page?.limit).map(({ row }) => row);
    },
  };
};
