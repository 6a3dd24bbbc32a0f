/** C2SP tlog-tiles: so many hashes or entries lie in one tile. */
export const TILE_WIDTH = 256;

export interface Tile {
  /** `entries`: the entries themselves, from which the hashes of level 0 are made. */
  readonly level: number | 'entries';
  readonly index: number;
  /** How many of the tile's places are asked for: 256, or fewer where the tree ends. */
  readonly width: number;
}

/** `tile/0/x001/x234/067`, and `.p/W` after it for a part of a tile. */
export const tilePath = ({ level, index, width }: Tile): string => {
  const thousands: string[] = [];
  let rest = index;
  do {
    thousands.unshift(String(rest % 1000).padStart(3, '0'));
    rest = Math.floor(rest / 1000);
  } while (rest > 0);
  const place = thousands.map((part, n) => (n < thousands.length - 1 ? `x${part}` : part)).join('/');
  return `tile/${level}/${place}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
};

const PATH = /^tile\/(entries|\d|[1-5]\d|6[0-3])\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** The tile of a path; `undefined` if this is none. There is one path for each tile. */
export const parseTilePath = (path: string): Tile | undefined => {
  const [, level, place, part] = PATH.exec(path) ?? [];
  if (level === undefined || place === undefined) return undefined;
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    index: Number(place.replaceAll(/[x/]/g, '')),
    width: part === undefined ? TILE_WIDTH : Number(part),
  };
  return tilePath(tile) === path && tile.width <= TILE_WIDTH ? tile : undefined;
};

/** Entries as a tile holds them: the length of each in two bytes, then the entry. */
export const entryTile = (entries: readonly string[]): Buffer =>
  Buffer.concat(
    entries.flatMap((entry) => {
      const bytes = Buffer.from(entry);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(bytes.length);
      return [length, bytes];
    }),
  );
