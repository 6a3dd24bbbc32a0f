import type { AnyProjection, Cursor } from '@jwg/event-sourcing';
import type { Generation } from './generations.js';
import { knownRows, type KnownRows, type Stored } from './known-rows.js';
import type { Bodies } from './outlines.js';
import { storedVersions, type Versions } from './open-versions.js';

/** Characters of JSON that are remembered, at most. */
const MOST = 4 * 1024 * 1024;
/** What a row counts beside its JSON. */
const EACH = 500;

/**
 * The rows that a follower touched last, so that it need not read again what it wrote. They are what the database has
 * as long as nobody else moved the checkpoint: the follower looks at that, and a transaction that fails forgets all. A
 * batch that found no row at all is not remembered: the journal's keys come only once.
 */
export class RememberedRows {
  readonly rows: KnownRows = new Map();
  readonly versions: Versions = new Map();
  /** How the generation has its rows; nothing of it is known before the first batch. */
  bodies: Bodies | undefined;
  private readonly sizes = new Map<string, number>();
  private size = 0;
  private place: string | undefined;
  private isOfUse = false;

  constructor(private readonly projection: AnyProjection) {}

  isAt(generation: Generation, cursor: Cursor | undefined): boolean {
    return this.place === placeIn(generation, cursor);
  }

  unknown(keys: readonly string[]): string[] {
    const unknown = keys.filter((key) => !this.rows.has(key));
    this.isOfUse = unknown.length < keys.length;
    return unknown;
  }

  learn(stored: readonly Stored[], bodies: Bodies): void {
    if (stored.length > 0) this.isOfUse = true;
    for (const [key, known] of knownRows(this.projection, stored, bodies)) this.rows.set(key, known);
    for (const [key, versions] of storedVersions(stored)) this.versions.set(key, versions);
  }

  /** After a batch that touched these rows. Those that were touched longest ago are forgotten. */
  arrive(generation: Generation, cursor: Cursor, keys: readonly string[]): void {
    this.place = placeIn(generation, cursor);
    if (!this.isOfUse) return this.forget(keys);
    for (const key of keys) {
      this.count(key, 0);
      this.sizes.delete(key); // what is set again comes last
      this.count(key, this.sizeOf(key));
    }
    for (const key of this.sizes.keys()) {
      if (this.size <= MOST) return;
      this.count(key, 0);
      this.forget([key]);
    }
  }

  private forget(keys: readonly string[]) {
    for (const key of keys) for (const map of [this.sizes, this.rows, this.versions]) map.delete(key);
  }

  private count(key: string, size: number) {
    this.size += size - (this.sizes.get(key) ?? 0);
    this.sizes.set(key, size);
  }

  private sizeOf(key: string): number {
    const pieces = [...(this.rows.get(key)?.values() ?? [])].flatMap((known) => [...known.pieces.values()]);
    return pieces.reduce((sum, { body }) => sum + body.length, EACH);
  }
}

const placeIn = ({ generation }: Generation, cursor: Cursor | undefined) => `${generation} ${cursor}`;
