import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { HASH_BYTES, TILE_WIDTH, type TreeHashes } from '@jwg/ledger-proof';

/** The file of one level: its hashes one after the other, so that tile N is the N-th 8,192 bytes of it. */
export const fileOfLevel = (level: number): string => `hashes.${level}`;

const TILE_BYTES = HASH_BYTES * TILE_WIDTH;

/** The hashes that the notary has stored, for one look at the tree. It reads each tile once. */
export class StoredHashes implements TreeHashes {
  private readonly files = new Map<number, number>();
  private readonly tiles = new Map<string, Buffer>();

  constructor(private readonly folder: string) {}

  /** @throws RangeError  it is not stored */
  at(level: number, index: number): Uint8Array {
    const first = (index % TILE_WIDTH) * HASH_BYTES;
    const hash = this.tile(level, Math.floor(index / TILE_WIDTH)).subarray(first, first + HASH_BYTES);
    if (hash.length < HASH_BYTES) throw new RangeError(`Hash ${index} of level ${level} is not stored`);
    return hash;
  }

  /** The bytes of a tile, as many as there are. */
  tile(level: number, index: number): Buffer {
    const key = `${level}/${index}`;
    const known = this.tiles.get(key);
    if (known) return known;
    const tile = Buffer.alloc(TILE_BYTES);
    const read = readSync(this.fileOf(level), tile, 0, TILE_BYTES, index * TILE_BYTES);
    this.tiles.set(key, tile.subarray(0, read));
    return tile.subarray(0, read);
  }

  close(): void {
    for (const file of this.files.values()) closeSync(file);
    this.files.clear();
  }

  private fileOf(level: number): number {
    const file = this.files.get(level) ?? openSync(join(this.folder, fileOfLevel(level)), 'r');
    this.files.set(level, file);
    return file;
  }
}
