import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { FolderNotWritable } from './refusals.js';

/** @throws FolderNotWritable */
export const makeFolder = (folder: string): void => {
  try {
    make(resolve(folder));
  } catch (error) {
    throw new FolderNotWritable(folder, (error as Error).message, { cause: error });
  }
};

/**
 * Creates the folders one by one: under /proc, where mkdir of a new folder reports ENOENT, Node's recursive mkdir never
 * returns.
 */
const make = (folder: string): void => {
  const there = statSync(folder, { throwIfNoEntry: false });
  if (there?.isDirectory()) return;
  if (there) throw new Error('it is a file, not a folder');
  make(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
};

/**
 * Checks the folder and those of the files that exist. SQLite would open a read-only file and fail at the first event.
 */
export const mustBeWritable = (folder: string, files: readonly string[]): void => {
  for (const path of [folder, ...files.map((name) => join(folder, name)).filter((file) => existsSync(file))]) {
    try {
      accessSync(path, constants.W_OK);
    } catch (error) {
      throw new FolderNotWritable(path, (error as Error).message, { cause: error });
    }
  }
};
