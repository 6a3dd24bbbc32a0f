import type { AnyProjection, ProjectionOf, Row } from '@jwg/event-sourcing';
import type { TokensAsked } from './tokens.js';
import type { Page, Where } from './values.js';

/** Rows as they were at one position of the ledger. A projection that was never followed has no rows. */
export interface RowReader {
  get<R extends Row, Apart extends keyof R>(
    projection: ProjectionOf<R, Apart>,
    key: string,
  ): Promise<Shown<R, Apart> | undefined>;
  /** Rows in the order of the keys; keys without a row are left out. */
  getMany<R extends Row, Apart extends keyof R>(
    projection: ProjectionOf<R, Apart>,
    keys: readonly string[],
  ): Promise<Shown<R, Apart>[]>;
  /**
   * The rows that fulfil every condition, in order of key unless the page says otherwise. Strings sort by their bytes.
   */
  find<R extends Row, Apart extends keyof R>(
    projection: ProjectionOf<R, Apart>,
    where?: Where,
    page?: Page,
  ): Promise<Shown<R, Apart>[]>;
  /** Rows that have the tokens, the latest version first. `next` goes on, also after a page without rows. */
  withTokens<R extends Row, Apart extends keyof R>(
    projection: ProjectionOf<R, Apart>,
    asked: TokensPage,
  ): Promise<{ readonly found: readonly Placed<Shown<R, Apart>>[]; readonly next?: number }>;
  /** What is kept apart from the rows with these keys, in order of key and part. `kept-apart.ts` reads it. */
  parts(projection: AnyProjection, asked: PartsAsked): Promise<Part[]>;
}

/** A row without what is kept apart from it. */
export type Shown<R extends Row, Apart extends keyof R> = [Apart] extends [never] ? R : Omit<R, Apart>;

export interface TokensPage extends Omit<TokensAsked, 'before'> {
  /** A place: of `next`, or of the last row that was wanted. */
  readonly before?: number;
}

/** A row, and where it is in the order of versions. */
export interface Placed<R> {
  readonly row: R;
  readonly place: number;
}

export interface PartsAsked {
  readonly keys: readonly string[];
  /** Only these. */
  readonly named?: readonly string[];
  /** Or only those from one on, and before another. */
  readonly within?: readonly [string, string];
  readonly limit?: number;
  readonly descending?: boolean;
}

export interface Part {
  readonly key: string;
  readonly part: string;
  readonly value: unknown;
}
