import type { EventStore, StoredEvent } from '@jwg/event-sourcing';
import { entryOf, entryTile, HASH_BYTES, parseTilePath, TILE_WIDTH, type Tile } from '@jwg/ledger-proof';
import type { ProofFolder } from './proof-folder.js';

/** What others verify the ledger by, as C2SP tlog-tiles lays it out. */
export class ProofTiles {
  constructor(
    private readonly folder: ProofFolder,
    /** In its stored form, as the leaves are. */
    private readonly stored: Pick<EventStore, 'readAll'>,
  ) {}

  /** The latest signed checkpoint; `undefined` before the first. */
  checkpoint(): string | undefined {
    return this.folder.latest()?.note;
  }

  /** The bytes of a tile, by its path; `undefined` if the latest checkpoint does not cover all of it. */
  async tile(path: string): Promise<Buffer | undefined> {
    const tile = parseTilePath(path);
    const size = this.folder.latest()?.head.size ?? 0;
    if (!tile || !isWithin(tile, size)) return undefined;
    return tile.level === 'entries' ? this.entries(tile) : this.hashes(tile.level, tile);
  }

  private hashes(level: number, { index, width }: Tile): Buffer {
    return this.folder.reading((hashes) => hashes.tile(level, index).subarray(0, width * HASH_BYTES));
  }

  private async entries({ index, width }: Tile): Promise<Buffer> {
    return entryTile(await this.entriesFrom(index * TILE_WIDTH, width));
  }

  /** Entries are made again from the events: if one was changed, its entry no longer has the hash that was signed. */
  async entriesFrom(position: number, count: number): Promise<string[]> {
    const events: StoredEvent[] = [];
    // In a folder, the position alone is a cursor too.
    let after = position === 0 ? undefined : String(position - 1);
    while (events.length < count) {
      const page = await this.stored.readAll(after, count - events.length);
      if (page.length === 0) break;
      events.push(...page);
      after = page.at(-1)!.cursor;
    }
    return events.map(entryOf);
  }
}

const isWithin = ({ level, index, width }: Tile, size: number): boolean => {
  const places = level === 'entries' ? size : Math.floor(size / TILE_WIDTH ** level);
  return index * TILE_WIDTH + width <= places;
};
