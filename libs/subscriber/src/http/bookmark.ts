import { readFile, rename, writeFile } from 'node:fs/promises';

/** Stores the cursor of a subscription over HTTP. Keep it in the same place as what the service makes of the events. */
export interface Bookmark {
  /** `undefined` before the first save. */
  load(): Promise<string | undefined>;
  save(cursor: string): Promise<void>;
}

/** A bookmark in a small file. Each save replaces the whole file, so a crash leaves the old cursor or the new one. */
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
