/** The number of events of a block. */
export const BLOCK_EVENTS = 1_024;

/** What the index keeps of an event: two places of 8 bytes, an id of 16, its stream and its revision. */
const EVENT_BYTES = 40;
export const BLOCK_BYTES = BLOCK_EVENTS * EVENT_BYTES;

/** An id as four numbers of 32 bits. */
export type IdWords = readonly [number, number, number, number];

/**
 * What the index keeps of so many events that follow one another, column by column. `bytes` are all columns, as they are
 * in the file of the index.
 */
export class IndexBlock {
  readonly bytes = new Uint8Array(BLOCK_BYTES);
  // Places are exact up to 2^53, a log of eight petabytes.
  readonly commits = new Float64Array(this.bytes.buffer, 0, BLOCK_EVENTS);
  readonly prepares = new Float64Array(this.bytes.buffer, 8 * BLOCK_EVENTS, BLOCK_EVENTS);
  readonly ids = new Uint32Array(this.bytes.buffer, 16 * BLOCK_EVENTS, 4 * BLOCK_EVENTS);
  /** By number, in the order in which streams begin. */
  readonly streams = new Uint32Array(this.bytes.buffer, 32 * BLOCK_EVENTS, BLOCK_EVENTS);
  readonly revisions = new Uint32Array(this.bytes.buffer, 36 * BLOCK_EVENTS, BLOCK_EVENTS);
}

/** The four numbers of a UUID in lower case. */
export const wordsOf = (uuid: string): IdWords => [
  (half(uuid, 0) << 16) | half(uuid, 4),
  (half(uuid, 9) << 16) | half(uuid, 14),
  (half(uuid, 19) << 16) | half(uuid, 24),
  (half(uuid, 28) << 16) | half(uuid, 32),
];

/** Four hexadecimal digits. */
const half = (uuid: string, at: number): number =>
  (digit(uuid, at) << 12) | (digit(uuid, at + 1) << 8) | (digit(uuid, at + 2) << 4) | digit(uuid, at + 3);

const digit = (uuid: string, at: number): number => {
  const code = uuid.charCodeAt(at);
  return code < 0x3a ? code - 0x30 : code - 0x57;
};
