import { project, touched, type AnyProjection, type Row, type StoredEvent } from '@jwg/event-sourcing';
import { dividing, type Entry } from './apart.js';
import { EVERYBODY, innerCircle, type Audience } from './audience.js';
import { NOBODY, type Known, type KnownRows, type Piece } from './known-rows.js';

/** What the fold hands on: a new version of a piece, or an entry of a list, from the event's position on. */
export interface Target {
  /** Whether the audience has its own version, or its own lack of one, and not everybody's. */
  hasOwn(key: string, audience: Audience, piece: string): boolean;
  replace(key: string, audience: Audience, piece: string, from: number, version: Piece | undefined): void;
  add(key: string, audience: Audience, part: string, from: number, body: string | undefined): void;
}

/**
 * Folds events into rows for each audience. It holds the latest version of each row that the events touch, and hands on
 * every version as soon as the next one comes.
 */
export class RowFold {
  private readonly divide;

  constructor(
    private readonly projection: AnyProjection,
    /** Those that the events touch; the fold keeps the latest version of each there. */
    private readonly rows: KnownRows,
    private readonly target: Target,
    /** A value as it is stored. */
    private readonly written: (value: unknown) => string,
  ) {
    this.divide = dividing(projection);
  }

  /** @param keys  those of the rows that the event touches */
  fold(event: StoredEvent, keys: readonly string[] = touched(this.projection, event)): void {
    if (keys.length === 0) return;
    const inner = innerCircle(event);
    for (const key of keys) {
      const known = this.rows.get(key) ?? new Map<Audience, Known>();
      this.rows.set(key, known);
      if (inner) for (const audience of inner) this.change(key, audience, known, event, []);
      else {
        const added = this.changeForAll(key, known, event);
        for (const audience of known.keys())
          if (audience !== EVERYBODY) this.change(key, audience, known, event, added);
      }
    }
  }

  /** The same as `change` for everybody, who shares nothing with anybody: most of all changes. */
  private changeForAll(key: string, known: Map<Audience, Known>, event: StoredEvent): readonly Entry[] {
    const before = known.get(EVERYBODY) ?? NOBODY;
    const row = project<Row, never>(this.projection, before.row, event, key);
    if (row === before.row) return [];
    const { position } = event;
    const divided = this.divide(row, position);
    const pieces = this.bodies(divided.pieces, before.pieces);
    for (const [piece, now] of pieces)
      if (before.pieces.get(piece)?.body !== now.body) this.target.replace(key, EVERYBODY, piece, position, now);
    for (const piece of before.pieces.keys())
      if (!pieces.has(piece)) this.target.replace(key, EVERYBODY, piece, position, undefined);
    for (const { part, value } of divided.entries) this.target.add(key, EVERYBODY, part, position, this.written(value));
    known.set(EVERYBODY, { row: divided.rest, pieces });
    return divided.entries;
  }

  /** Answers with the entries that the event adds for this audience. `everybodys` are those that it sees anyway. */
  private change(
    key: string,
    audience: Audience,
    known: Map<Audience, Known>,
    event: StoredEvent,
    everybodys: readonly Entry[],
  ): readonly Entry[] {
    const everybody = known.get(EVERYBODY) ?? NOBODY;
    const before = known.get(audience) ?? everybody;
    const row = project<Row, never>(this.projection, before.row, event, key);
    const { pieces, entries, rest } =
      row === before.row ? { pieces: undefined, entries: [], rest: row } : this.divide(row, event.position);
    const after: Known = { row: rest, pieces: pieces ? this.bodies(pieces, before.pieces) : before.pieces };
    const shown = (piece: string) =>
      audience === EVERYBODY || this.target.hasOwn(key, audience, piece) ? before : everybody;
    let isOwn = audience === EVERYBODY || known.has(audience);
    for (const piece of new Set([...before.pieces.keys(), ...everybody.pieces.keys(), ...after.pieces.keys()])) {
      const now = after.pieces.get(piece);
      if (shown(piece).pieces.get(piece)?.body === now?.body) continue;
      this.target.replace(key, audience, piece, event.position, now);
      isOwn = true;
    }
    this.enter(key, audience, event.position, entries, everybodys);
    if (isOwn) known.set(audience, after);
    return entries;
  }

  /** An audience has everybody's entries, and its own in their stead where they differ. */
  private enter(key: string, audience: Audience, at: number, own: readonly Entry[], everybodys: readonly Entry[]) {
    const seen = new Map(everybodys.map(({ part, value }) => [part, this.written(value)]));
    for (const { part, value } of own) {
      const body = this.written(value);
      if (seen.get(part) !== body) this.target.add(key, audience, part, at, body);
      seen.delete(part);
    }
    for (const part of seen.keys()) this.target.add(key, audience, part, at, undefined);
  }

  /** Each piece with its text; the one from before where nothing in it changed. */
  private bodies(pieces: ReadonlyMap<string, unknown>, before: ReadonlyMap<string, Piece>): Map<string, Piece> {
    const all = new Map<string, Piece>();
    for (const [name, value] of pieces) {
      const old = before.get(name);
      all.set(name, old && isSame(old.value, value) ? old : { value, body: this.written(value) });
    }
    return all;
  }
}

/** Whether every field is the same object as before, so that there is nothing to compare in it. */
const isSame = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b || Array.isArray(b)) return false;
  const fields = Object.keys(b);
  return (
    fields.length === Object.keys(a).length &&
    fields.every((field) => (a as Record<string, unknown>)[field] === (b as Record<string, unknown>)[field])
  );
};
