import type { Wrong } from './recompute.js';

/** The entries in a tile: each after its length in two bytes. */
export const entriesIn = (tile: Buffer): string[] => {
  const entries: string[] = [];
  for (let at = 0; at + 2 <= tile.length;) {
    const end = at + 2 + tile.readUInt16BE(at);
    entries.push(tile.subarray(at + 2, end).toString());
    at = end;
  }
  return entries;
};

interface Place {
  readonly position?: number;
  readonly sealed?: string;
  readonly stream?: string;
  readonly revision?: number;
}

/** Whether each entry is in its place, and no stream has a gap, but for the events that are internal to a side. */
export class PlacesCheck {
  private readonly lengths = new Map<string, number>();
  /** Sealed entries that no gap of a stream accounts for so far. */
  private sealed = 0;

  see(position: number, entry: string): Wrong | undefined {
    const place = placeIn(entry);
    if (place.position !== position) return { position, what: `There is no entry for position ${position}.` };
    if (place.sealed !== undefined) {
      this.sealed += 1;
      return undefined;
    }
    const { stream = '', revision = -1 } = place;
    const next = this.lengths.get(stream) ?? 0;
    this.lengths.set(stream, revision + 1);
    this.sealed -= revision - next;
    if (revision >= next && this.sealed >= 0) return undefined;
    const what = `The entry at position ${position} has revision ${revision} in ${stream}, where ${next} has to come.`;
    return { position, what };
  }
}

/** Of a sealed entry the event need not be shown. */
export const notShown = (position: number, entry: string): Wrong | undefined =>
  placeIn(entry).sealed === undefined
    ? { position, what: `The event at position ${position} is not shown, and everybody may read it.` }
    : undefined;

const placeIn = (entry: string): Place => {
  try {
    return JSON.parse(entry) as Place;
  } catch {
    return {};
  }
};
