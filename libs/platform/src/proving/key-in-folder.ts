import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { syncFolder, writeOnce } from '../key-file.js';
import { newNotaryKey, type KeptNotaryKey } from './notary-key.js';

const FILE = 'key.json';

/** The text of the file; `undefined` if there is none. */
export const keyFileIn = (folder: string): string | undefined => {
  const file = join(folder, FILE);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};

/** Makes the file where there is none. Processes that start together agree on one. */
export const makeKeyFile = (folder: string, key?: KeptNotaryKey): void => {
  const file = join(folder, FILE);
  if (existsSync(file)) return;
  makeFolder(folder);
  writeOnce(file, key ?? newNotaryKey());
};

/** Not the folders above it: where the data folder was moved away, none may stand in its place when it comes back. */
const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return;
  mkdirSync(folder);
  syncFolder(dirname(folder));
};
