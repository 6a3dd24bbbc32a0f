import type { AnyProjection } from '@jwg/event-sourcing';
import { ROW } from './apart.js';
import { EVERYBODY, type Audience } from './audience.js';
import type { Ending, Engine } from './engine.js';
import type { Generation } from './generations.js';
import type { Piece } from './known-rows.js';
import { idOf, STORED, type Open, type Versions } from './open-versions.js';
import type { Target } from './row-fold.js';
import { columnsOf, OPEN_END, partsName, tokensName, versionsName, type Database } from './tables.js';
import { placeOfVersion } from './tokens.js';
import { sortable, type Value } from './values.js';

/** A tombstone in an audience's own versions: this audience has none although everybody else may have one. */
export const NONE = 'null';

/** Characters of JSON that wait to be written, at most, but for the last version of one row. */
const PORTION = 1024 * 1024;

/** Writes versions of rows and of what is kept apart from them, in portions, within one transaction. */
export class RowWriter implements Target {
  private readonly touched = new Set<string>();
  private rows: unknown[][] = [];
  private parts: unknown[][] = [];
  private tokens: (readonly [place: number, tokens: string])[] = [];
  private endings = { rows: [] as Ending[], parts: [] as Ending[] };
  private waiting = 0;
  /** How many versions begin at the latest position so far. */
  private latest = { position: -1, versions: 0 };

  constructor(
    private readonly engine: Engine,
    private readonly trx: Database,
    private readonly generation: Generation,
    private readonly projection: AnyProjection,
    /** What the database has of the rows; the writer keeps there what it has after each portion. */
    private readonly open: Versions,
  ) {}

  get isFull(): boolean {
    return this.waiting >= PORTION;
  }

  hasOwn(key: string, audience: Audience, piece: string): boolean {
    return this.open.get(key)?.has(idOf(audience, piece)) ?? false;
  }

  replace(key: string, audience: Audience, piece: string, from: number, version?: Piece) {
    const versions = this.versionsOf(key);
    this.touched.add(key);
    const id = idOf(audience, piece);
    const before = versions.get(id);
    if (before?.isStored) this.end(key, audience, piece, from);
    else if (before) this.line(key, audience, piece, before, from);
    if (!version && audience === EVERYBODY) return void versions.delete(id);
    const body = version?.body ?? NONE;
    versions.set(id, { isStored: false, from, body, ...this.indexed(piece, from, version?.value) });
    this.waiting += body.length;
  }

  add(key: string, audience: Audience, part: string, from: number, body = NONE) {
    this.parts.push([key, part, audience, OPEN_END, from, body]);
    this.waiting += body.length;
  }

  /** Writes everything that waits. What is still open stays known, but no longer its JSON. */
  async flush(): Promise<void> {
    for (const key of this.touched)
      for (const [id, version] of this.versionsOf(key)) {
        if (version.isStored) continue;
        const [audience, piece] = id.split('\n') as [Audience, string];
        this.line(key, audience, piece, version, OPEN_END);
        this.versionsOf(key).set(id, STORED);
      }
    this.touched.clear();
    const { engine, trx, generation, projection, endings } = this;
    const columns = columnsOf(projection);
    const [rows, parts] = [versionsName(generation), partsName(generation)];
    await engine.close(trx, rows, ['key', 'audience'], endings.rows);
    await engine.close(trx, parts, ['key', 'part', 'audience'], endings.parts);
    await engine.insert(
      trx,
      rows,
      ['key', 'audience', 'from_position', 'until_position', 'body', ...columns],
      this.rows,
    );
    await engine.insert(trx, parts, PART_COLUMNS, this.parts);
    await engine.tokens.insert(trx, tokensName(generation), this.tokens);
    this.rows = [];
    this.tokens = [];
    this.parts = [];
    this.endings = { rows: [], parts: [] };
    this.waiting = 0;
  }

  private versionsOf(key: string): Map<string, Open> {
    let versions = this.open.get(key);
    if (!versions) this.open.set(key, (versions = new Map<string, Open>()));
    return versions;
  }

  /** The values of the declared columns, and what the version is searched by. */
  private indexed(piece: string, from: number, row: unknown): Pick<Open, 'columns' | 'tokens'> {
    if (piece !== ROW) return { columns: [] };
    const { columns, tokens } = this.projection;
    const values = Object.values(columns).map((column) =>
      row === undefined ? null : sortable((column as (row: unknown) => Value)(row)),
    );
    if (!tokens) return { columns: values };
    const place = placeOfVersion(from, this.countAt(from));
    const all = row === undefined ? [] : (tokens as (row: unknown) => readonly string[])(row);
    return { columns: [...values, sortable(place)], tokens: { place, all } };
  }

  private countAt(position: number): number {
    if (position !== this.latest.position) this.latest = { position, versions: 0 };
    return this.latest.versions++;
  }

  private end(key: string, audience: Audience, piece: string, at: number) {
    if (piece === ROW) this.endings.rows.push({ of: [key, audience], at });
    else this.endings.parts.push({ of: [key, piece, audience], at });
  }

  private line(key: string, audience: Audience, piece: string, open: Open, until: number) {
    const { from, body, columns, tokens } = open;
    if (tokens && tokens.all.length > 0) this.tokens.push([tokens.place, tokens.all.join(' ')]);
    if (piece === ROW) this.rows.push([key, audience, from, until, body, ...columns]);
    else this.parts.push([key, piece, audience, until, from, body]);
  }
}

const PART_COLUMNS = ['key', 'part', 'audience', 'until_position', 'from_position', 'body'];
