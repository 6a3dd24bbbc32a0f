import { describe, expect, it } from '@jest/globals';
import { entryTile, parseTilePath, tilePath, type Tile } from './tiles.js';

describe('A tile', () => {
  it('has one path, as C2SP tlog-tiles writes it', () => {
    const paths: [Tile, string][] = [
      [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
      [{ level: 'entries', index: 5, width: 1 }, 'tile/entries/005.p/1'],
      [{ level: 2, index: 1234067, width: 256 }, 'tile/2/x001/x234/067'],
      [{ level: 63, index: 1000, width: 255 }, 'tile/63/x001/000.p/255'],
    ];
    for (const [tile, path] of paths) expect([tilePath(tile), parseTilePath(path)]).toEqual([path, tile]);
  });

  it('is not found by any other path', () => {
    const bad = [
      '',
      'tile/0',
      'tile/0/0',
      'tile/00/000',
      'tile/64/000',
      'tile/0/x000/001',
      'tile/0/001/002',
      'tile/0/000.p/0',
      'tile/0/000.p/256',
      'tile/0/000.p/01',
      '/tile/0/000',
      'tile/data/000',
      'tile/0/000/',
      'tile/-1/000',
    ];
    for (const path of bad) expect([path, parseTilePath(path)]).toEqual([path, undefined]);
  });

  it('of entries has the length of each before it', () => {
    expect(entryTile(['a', '', 'ü'])).toEqual(Buffer.from([0, 1, 97, 0, 0, 0, 2, 0xc3, 0xbc]));
  });
});
