/** Of a text of so many bytes the view is kept: making one takes as long as hashing some hundred bytes. */
const KEPT = 4096;

/** Bytes that one text after the other is put into. */
export class Room {
  bytes = Buffer.alloc(2 * KEPT);
  private views: (Buffer | undefined)[] = [];

  /** Has room for so many bytes; what was in it is lost where it had not. */
  reserve(length: number): Buffer {
    if (this.bytes.length < length) [this.bytes, this.views] = [Buffer.alloc(2 * length), []];
    return this.bytes;
  }

  first(length: number): Buffer {
    if (length > KEPT) return this.bytes.subarray(0, length);
    return (this.views[length] ??= this.bytes.subarray(0, length));
  }
}
