import { open } from 'node:fs/promises';
import { Unreadable } from './unreadable.js';

export const MAX_BYTES = 5 * 1024 * 1024;

/**
 * The bytes of a file to be imported. The size is checked before anything is read.
 *
 * @throws Unreadable  it is larger than 5 MiB
 */
export const readRecordFile = async (path: string): Promise<Uint8Array> => {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    refuseTooLarge(size);
    return await file.readFile();
  } finally {
    await file.close();
  }
};

export const refuseTooLarge = (bytes: number): void => {
  if (bytes > MAX_BYTES)
    throw new Unreadable([
      {
        offset: 0,
        rule: `The file has ${bytes} bytes; the limit is ${MAX_BYTES} (5 MiB).`,
        wayOut: 'Divide it, for example one file a session.',
      },
    ]);
};

/**
 * The text of a file. A byte order mark is dropped, and a line may end with CR alone.
 *
 * @throws Unreadable  it is too large, or not UTF-8
 */
export const decode = (content: string | Uint8Array): string =>
  // YAML takes CR alone as the end of a line (5.4); its parser here does not. Every place in the text stays where it is.
  textOf(content).replace(/\r(?!\n)/g, '\n');

const textOf = (content: string | Uint8Array): string => {
  if (typeof content === 'string') {
    refuseTooLarge(Buffer.byteLength(content));
    return content.replace(/^\uFEFF/, '');
  }
  refuseTooLarge(content.byteLength);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    const at = firstInvalidByte(content);
    throw new Unreadable([
      {
        offset: new TextDecoder().decode(content.subarray(0, at), { stream: true }).length,
        rule: `The file is not valid UTF-8: see byte ${at}, counted from 0.`,
        wayOut: 'Save it with the encoding UTF-8.',
      },
    ]);
  }
};

/** The text with every unreadable byte replaced, to find the line and column of a problem. */
export const readable = (content: string | Uint8Array): string =>
  typeof content === 'string' ? content : new TextDecoder().decode(content.subarray(0, MAX_BYTES));

/** Bisects for the longest prefix that still decodes; a character cut in two at its end does no harm. */
const firstInvalidByte = (bytes: Uint8Array): number => {
  let [valid, invalid] = [0, bytes.length + 1];
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (decodes(bytes.subarray(0, middle), middle < bytes.length)) valid = middle;
    else invalid = middle;
  }
  return Math.min(valid, bytes.length - 1);
};

const decodes = (bytes: Uint8Array, stream: boolean): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
};
