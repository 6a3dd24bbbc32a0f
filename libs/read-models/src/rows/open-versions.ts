import type { Audience } from './audience.js';
import type { Stored } from './known-rows.js';

/** A version that no other has replaced yet. It is written when one does, or with its portion. */
export interface Open {
  readonly isStored: boolean;
  readonly from: number;
  readonly body: string;
  readonly columns: readonly (string | null)[];
  /** By which it is searched for. */
  readonly tokens?: { readonly place: number; readonly all: readonly string[] };
}

/** By key, then by audience and piece. */
export type Versions = Map<string, Map<string, Open>>;

export const STORED: Open = { isStored: true, from: -1, body: '', columns: [] };

export const storedVersions = (stored: readonly Stored[]): Versions =>
  new Map(
    [...Map.groupBy(stored, ({ key }) => key)].map(([key, ofKey]) => [
      key,
      new Map(ofKey.map(({ audience, piece }) => [idOf(audience, piece), STORED])),
    ]),
  );

export const idOf = (audience: Audience, piece: string): string => `${audience}\n${piece}`;
