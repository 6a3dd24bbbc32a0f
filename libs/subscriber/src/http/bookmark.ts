import { readFile, rename, writeFile } from 'node:fs/promises';

/** Where a subscription over HTTP stands. Best kept where the service keeps what it made of the events. */
export interface Bookmark {
  /** `undefined` before the first time. */
  load(): Promise<string | undefined>;
  save(cursor: string): Promise<void>;
}

/** In a small file, replaced whole: after a crash it is the old one or the new one. */
export const fileBookmark = (path: string): Bookmark => ({
  async load() {
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  },
  async save(cursor) {
    await writeFile(`${path}.new`, cursor);
    await rename(`${path}.new`, path);
  },
});
