import {
  project,
  touched,
  type AnyProjection,
  type ProjectionOf,
  type Row,
  type StoredEvent,
} from '@jwg/event-sourcing';
import { dividing, ROW, type Divided } from './apart.js';
import type { Part, PartsAsked, RowReader, Shown, TokensPage } from './reader.js';
import { hasTokens, placeOfVersion } from './tokens.js';
import { columnOf, conditions, sortable, type Condition, type Page, type Value, type Where } from './values.js';

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

/** A row that was folded, with what is kept apart from it. */
interface Folded extends Pick<Divided, 'pieces' | 'rest'> {
  /** In order of their places. */
  readonly entries: Divided['entries'][number][];
  /** Of its last version. */
  readonly place: number;
}

const NOTHING: Folded = { pieces: new Map(), rest: undefined, entries: [], place: -1 };

/**
 * The same answers as from the database, from a fold of the given events: for questions about a history other than the
 * ledger's order (as of a day, counting only what was signed).
 *
 * Throws for a projection that was not folded.
 */
export const foldedRows = (events: Iterable<StoredEvent>, projections: readonly AnyProjection[]): RowReader => {
  const folded = new Map(projections.map((projection) => [projection.name, new Map<string, Folded>()]));
  const divide = new Map(projections.map((projection) => [projection.name, dividing(projection)]));
  for (const event of events) {
    for (const projection of projections) {
      const rows = folded.get(projection.name)!;
      for (const [n, key] of touched(projection, event).entries()) {
        const before = rows.get(key) ?? NOTHING;
        const row = project<Row, never>(projection, before.rest, event, key);
        if (row === before.rest) continue;
        const { pieces, entries, rest } = divide.get(projection.name)!(row, event.position);
        const place = placeOfVersion(event.position, n);
        if (!rest) rows.delete(key);
        else if (before === NOTHING) rows.set(key, { pieces, rest, entries: [...entries], place });
        else rows.set(key, { pieces, rest, entries: (before.entries.push(...entries), before.entries), place });
      }
    }
  }
  const rowsOf = (projection: AnyProjection): Map<string, Folded> => {
    const rows = folded.get(projection.name);
    if (!rows) throw new Error(`${projection.name} was not folded`);
    return rows;
  };
  const own = <Own>({ pieces }: Folded): Own => pieces.get(ROW) as Own;

  return {
    async get(projection, key) {
      const row = rowsOf(projection).get(key);
      return row && own(row);
    },
    async getMany<R extends Row, Apart extends keyof R>(projection: ProjectionOf<R, Apart>, keys: readonly string[]) {
      const rows = rowsOf(projection);
      return keys.flatMap((key) => (rows.has(key) ? [own<Shown<R, Apart>>(rows.get(key)!)] : []));
    },
    async find<R extends Row, Apart extends keyof R>(
      projection: ProjectionOf<R, Apart>,
      where: Where = {},
      page?: Page,
    ) {
      const value = (column: string, key: string, row: Shown<R, Apart>) =>
        column === 'key' ? key : projection.columns[column]!(row as R);
      const asked = conditions(projection, where);
      const by = columnOf(projection, page?.by ?? 'key');
      const sign = page?.descending ? -1 : 1;
      const compare = (a: Placed, b: Placed) => sign * (order(a.by, b.by) || order(a.key, b.key));
      let matches = [...rowsOf(projection)]
        .map(([key, row]) => [key, own<Shown<R, Apart>>(row)] as const)
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
    async withTokens<R extends Row, Apart extends keyof R>(
      projection: ProjectionOf<R, Apart>,
      { anyOf, before = Infinity, limit }: TokensPage,
    ) {
      const found = [...rowsOf(projection).values()]
        .map((it) => ({ row: own<Shown<R, Apart>>(it), place: it.place }))
        .filter(({ row, place }) => place < before && hasTokens(projection.tokens?.(row as R) ?? [], anyOf))
        .sort((a, b) => b.place - a.place)
        .slice(0, limit);
      return { found, ...(found.length === limit && { next: found.at(-1)!.place }) };
    },
    async parts(projection, asked) {
      const rows = rowsOf(projection);
      const found = asked.keys.toSorted().flatMap((key) => partsOf(key, rows.get(key) ?? NOTHING, asked));
      return (asked.descending ? found.reverse() : found).slice(0, asked.limit);
    },
  };
};

const partsOf = (key: string, { pieces, entries }: Folded, { named, within }: PartsAsked): Part[] => {
  const values = [...pieces].filter(([piece]) => piece !== ROW).map(([part, value]) => ({ part, value }));
  return [...values, ...entries]
    .filter(({ part }) => (!named || named.includes(part)) && (!within || (part >= within[0] && part < within[1])))
    .toSorted((a, b) => (a.part < b.part ? -1 : 1))
    .map(({ part, value }) => ({ key, part, value: JSON.parse(JSON.stringify(value)) as unknown }));
};
