import { closeSync, fdatasyncSync, ftruncateSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { recordOf, type LogRecord } from './record.ts';

const HEADER = 5; // length (4 bytes), then 1 for the last record of an append, otherwise 0

interface FileOptions {
  /** Without it the file survives a crash of the process, but not of the machine. */
  readonly fsync: boolean;
}

export interface RecordFile {
  /** Every record of every complete append. */
  read(): LogRecord[];
  /** Writes the records of each append; they are on the disk (with `fsync`) or with the system when it returns. */
  write(appends: readonly (readonly LogRecord[])[]): void;
  close(): void;
}

/**
 * An append-only file of records, so that a killed double restarts with everything that it acknowledged. An append that
 * was cut off in its middle is removed completely.
 */
export const openFile = (path: string, { fsync }: FileOptions): RecordFile => {
  const file = openSync(path, 'a+');
  return {
    read() {
      const content = readFileSync(path);
      const records: LogRecord[] = [];
      const pending: LogRecord[] = [];
      let whole = 0;
      for (let at = 0; at + HEADER <= content.length;) {
        const next = at + HEADER + content.readUInt32BE(at);
        if (next > content.length) break;
        pending.push(recordOf(content.subarray(at + HEADER, next)));
        if (content[at + 4] === 1) {
          records.push(...pending.splice(0));
          whole = next;
        }
        at = next;
      }
      ftruncateSync(file, whole);
      return records;
    },
    write(appends) {
      const parts = appends.flatMap((records) =>
        records.flatMap(({ bytes }, n) => {
          const header = Buffer.alloc(HEADER);
          header.writeUInt32BE(bytes.length);
          header[4] = n === records.length - 1 ? 1 : 0;
          return [header, bytes];
        }),
      );
      writeFileSync(file, Buffer.concat(parts));
      if (fsync) fdatasyncSync(file);
    },
    close: () => closeSync(file),
  };
};
