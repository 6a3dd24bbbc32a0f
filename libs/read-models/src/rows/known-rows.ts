import type { AnyProjection, Row } from '@jwg/event-sourcing';
import { joined } from './apart.js';
import { EVERYBODY, type Audience } from './audience.js';
import type { Bodies } from './outlines.js';

export interface Piece {
  readonly value: unknown;
  readonly body: string;
}

/** What an audience sees of one row, without the entries of its lists. */
export interface Known {
  readonly row: Row | undefined;
  readonly pieces: ReadonlyMap<string, Piece>;
}

/** A version as it is stored: of the row itself, or of a value that is kept apart from it. */
export interface Stored {
  readonly key: string;
  readonly audience: Audience;
  readonly piece: string;
  /** Missing: this audience has none, although everybody else may. */
  readonly body: string | undefined;
}

/** What each audience with versions of its own sees of each row, and everybody. */
export type KnownRows = Map<string, Map<Audience, Known>>;

export const NOBODY: Known = { row: undefined, pieces: new Map() };

/** From the versions that are open. */
export const knownRows = (projection: AnyProjection, stored: readonly Stored[], bodies: Bodies): KnownRows => {
  const lines = Map.groupBy(stored, ({ key }) => key);
  return new Map([...lines].map(([key, ofKey]) => [key, knownOf(projection, ofKey, bodies)]));
};

const knownOf = (projection: AnyProjection, ofKey: readonly Stored[], bodies: Bodies): Map<Audience, Known> => {
  const by = Map.groupBy(ofKey, ({ audience }) => audience);
  const everybody = seen(new Map(), by.get(EVERYBODY) ?? [], bodies);
  const audiences = [EVERYBODY, ...[...by.keys()].filter((audience) => audience !== EVERYBODY)] as const;
  return new Map(
    audiences.map((audience) => {
      const pieces = audience === EVERYBODY ? everybody : seen(everybody, by.get(audience)!, bodies);
      const values = new Map([...pieces].map(([name, { value }]) => [name, value]));
      return [audience, { row: joined(projection, values), pieces }];
    }),
  );
};

/** What everybody sees, with an audience's own in its stead. */
const seen = (everybodys: ReadonlyMap<string, Piece>, own: readonly Stored[], bodies: Bodies): Map<string, Piece> => {
  const pieces = new Map(everybodys);
  for (const { piece, body } of own)
    if (body === undefined) pieces.delete(piece);
    else pieces.set(piece, { value: bodies.read(body), body });
  return pieces;
};
