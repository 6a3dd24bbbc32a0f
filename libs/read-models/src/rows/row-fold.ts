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
  ) {
    this.divide = dividing(projection);
  }

  fold(event: StoredEvent): void {
    const inner = innerCircle(event);
    for (const key of touched(this.projection, event)) {
      const known = this.rows.get(key) ?? new Map<Audience, Known>();
      this.rows.set(key, known);
      if (inner) for (const audience of inner) this.change(key, audience, known, event, []);
      else {
        const added = this.change(key, EVERYBODY, known, event, []);
        for (const audience of known.keys())
          if (audience !== EVERYBODY) this.change(key, audience, known, event, added);
      }
    }
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
    const after: Known = { row: rest, pieces: pieces ? bodies(pieces, before.pieces) : before.pieces };
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
    const seen = new Map(everybodys.map(({ part, value }) => [part, JSON.stringify(value)]));
    for (const { part, value } of own) {
      const body = JSON.stringify(value);
      if (seen.get(part) !== body) this.target.add(key, audience, part, at, body);
      seen.delete(part);
    }
    for (const part of seen.keys()) this.target.add(key, audience, part, at, undefined);
  }
}

/** Each piece with its JSON; the one from before where nothing in it changed. */
const bodies = (pieces: ReadonlyMap<string, unknown>, before: ReadonlyMap<string, Piece>): Map<string, Piece> =>
  new Map(
    [...pieces].map(([name, value]) => {
      const old = before.get(name);
      return [name, old && isSame(old.value, value) ? old : { value, body: JSON.stringify(value) }];
    }),
  );

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
