import { mkdir, open, rename, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { BLOCK_BYTES, BLOCK_EVENTS, IndexBlock } from './index-block.js';

/** Raise it when the bytes of a block come to mean something else: the index is then made anew. */
const FORMAT = 1;

export const INDEX_FILE = 'kurrentdb-index';

/** Of a block: its number, the bytes of its texts, the checksum. */
const HEAD_BYTES = 12;

/** A block with its texts, which are JSON. */
export interface KeptBlock {
  readonly block: IndexBlock;
  readonly texts: string;
}

/**
 * The file of the index: a line that says whose it is, then block after block. A block is written once and never
 * changed. Its checksum goes over the one before it, so a block is whole only behind the blocks that it was made
 * behind. What is not whole counts as not there, and is written over. So it does not matter where a process was killed,
 * nor that the file is never synced; and since the log alone says what is in a block, several processes that have one
 * folder write the same bytes to the same places.
 */
export class IndexFile {
  private readonly head: Buffer;
  private written = 0;
  private end: number;
  private sum: number;

  private constructor(
    private readonly file: FileHandle,
    prefix: string,
  ) {
    this.head = headOf(prefix);
    this.end = this.head.length;
    this.sum = crc32(this.head);
  }

  /** The file of the folder; `none` when there is none, `other` when it is another ledger's, or of another format. */
  static async open(
    folder: string,
    prefix: string,
    { readOnly }: { readonly readOnly: boolean },
  ): Promise<IndexFile | 'none' | 'other'> {
    const handle = await open(join(folder, INDEX_FILE), readOnly ? 'r' : 'r+').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (!handle) return 'none';
    const file = new IndexFile(handle, prefix);
    if (await file.isOurs()) return file;
    await file.close();
    return 'other';
  }

  /** Begins an empty one. A process that still has an older one open goes on writing to that, where nobody reads it. */
  static async begin(folder: string, prefix: string): Promise<IndexFile> {
    await mkdir(folder).catch(() => undefined); // it is there, or the next step says what is the matter
    const path = join(folder, INDEX_FILE);
    const beside = `${path}.${process.pid}`;
    const file = new IndexFile(await open(beside, 'w+'), prefix);
    await file.file.write(file.head, 0, file.head.length, 0);
    await rename(beside, path);
    return file;
  }

  /** The number of blocks that the file can have by its size. */
  async mostBlocks(): Promise<number> {
    return Math.floor((await this.file.stat()).size / BLOCK_BYTES);
  }

  /** Whether nothing follows the blocks that were read. */
  async isAtEnd(): Promise<boolean> {
    return (await this.file.stat()).size <= this.end;
  }

  /** The blocks that are whole, in their order. */
  async *read(): AsyncGenerator<KeptBlock> {
    const { size } = await this.file.stat();
    for (;;) {
      const head = Buffer.alloc(HEAD_BYTES);
      const block = new IndexBlock();
      const { bytesRead } = await this.file.readv([head, block.bytes], this.end);
      const textBytes = head.readUInt32LE(4);
      if (bytesRead < HEAD_BYTES + BLOCK_BYTES || this.end + bytesRead + textBytes > size) return;
      const texts = Buffer.alloc(textBytes);
      await this.file.read(texts, 0, textBytes, this.end + bytesRead);
      const sum = this.sumOf(head, block, texts);
      if (head.readUInt32LE(0) !== this.written || head.readUInt32LE(8) !== sum) return;
      this.passed(bytesRead + textBytes, sum);
      yield { block, texts: texts.toString() };
    }
  }

  async write({ block, texts: text }: KeptBlock): Promise<void> {
    const [head, texts] = [Buffer.alloc(HEAD_BYTES), Buffer.from(text)];
    head.writeUInt32LE(this.written, 0);
    head.writeUInt32LE(texts.length, 4);
    const sum = this.sumOf(head, block, texts);
    head.writeUInt32LE(sum, 8);
    const length = HEAD_BYTES + BLOCK_BYTES + texts.length;
    const { bytesWritten } = await this.file.writev([head, block.bytes, texts], this.end);
    if (bytesWritten < length) throw new Error(`${bytesWritten} of ${length} bytes were written`);
    this.passed(length, sum);
  }

  close(): Promise<void> {
    return this.file.close();
  }

  private async isOurs(): Promise<boolean> {
    const head = Buffer.alloc(this.head.length);
    await this.file.read(head, 0, head.length, 0);
    return head.equals(this.head);
  }

  private sumOf(head: Buffer, block: IndexBlock, texts: Buffer): number {
    return crc32(texts, crc32(block.bytes, crc32(head.subarray(0, 8), this.sum)));
  }

  private passed(bytes: number, sum: number): void {
    this.end += bytes;
    this.sum = sum;
    this.written += 1;
  }
}

/** Whatever would make the bytes of a block mean something else is in it. */
const headOf = (prefix: string): Buffer => {
  const byteOrder = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 'little endian' : 'big endian';
  const says = { what: 'index of a JWG Ledger on KurrentDB', format: FORMAT, prefix, events: BLOCK_EVENTS, byteOrder };
  return Buffer.from(`${JSON.stringify(says)}\n`);
};
