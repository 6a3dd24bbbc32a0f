import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Failure } from './failures.js';

/**
 * Writes the pieces to a file, or on standard output without one. Under the file's name there is all of it, or nothing.
 *
 * @throws Failure  the file cannot be written
 */
export const writeTo = async (
  file: string | undefined,
  pieces: AsyncIterable<string | Uint8Array> | ReadableStream<Uint8Array>,
): Promise<void> => {
  if (file === undefined) return pipeline(pieces, process.stdout, { end: false });
  const unfinished = `${file}.${process.pid}.tmp`;
  try {
    await pipeline(pieces, createWriteStream(unfinished));
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    if ((error as NodeJS.ErrnoException).syscall !== undefined)
      throw new Failure('cannotWrite', `${file} cannot be written: ${(error as Error).message}`);
    throw error;
  }
};
