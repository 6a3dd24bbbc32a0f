import type { EventStore, StoredEvent } from '@jwg/event-sourcing';
import { entryOf, entryTile, parseTilePath, TILE_WIDTH, type HashTile, type Tile } from '@jwg/ledger-proof';
import type { ProofStore } from './proof-store.js';

/** What others verify the ledger by, as C2SP tlog-tiles lays it out. */
export class ProofTiles {
  constructor(
    private readonly store: ProofStore,
    /** In its stored form, as the leaves are. */
    private readonly stored: Pick<EventStore, 'readAll'>,
  ) {}

  /** The bytes of a tile, by its path; `undefined` if the latest checkpoint does not cover all of it. */
  async tile(path: string): Promise<Buffer | undefined> {
    const tile = parseTilePath(path);
    const size = (await this.store.latest())?.head.size ?? 0;
    if (!tile || !isWithin(tile, size)) return undefined;
    return tile.level === 'entries' ? this.entries(tile) : this.hashes({ ...tile, level: tile.level });
  }

  private async hashes(tile: HashTile): Promise<Buffer> {
    const [bytes] = await this.store.tiles([tile]);
    return Buffer.from(bytes!);
  }

  private async entries({ index, width }: Tile): Promise<Buffer> {
    return entryTile(await this.entriesFrom(index * TILE_WIDTH, width));
  }

  /** Entries are made again from the events: if one was changed, its entry no longer has the hash that was signed. */
  async entriesFrom(position: number, count: number): Promise<string[]> {
    const events: StoredEvent[] = [];
    let { after, next } = await this.store.placeBefore(position);
    for (const end = position + count; next < end;) {
      const page = await this.stored.readAll(after, end - next);
      if (page.length === 0) break;
      events.push(...page.filter((it) => it.position >= position));
      next += page.length;
      after = page.at(-1)!.cursor;
    }
    return events.map(entryOf);
  }
}

const isWithin = ({ level, index, width }: Tile, size: number): boolean => {
  const places = level === 'entries' ? size : Math.floor(size / TILE_WIDTH ** level);
  return index * TILE_WIDTH + width <= places;
};
