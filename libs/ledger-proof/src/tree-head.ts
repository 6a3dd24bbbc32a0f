import { HASH_BYTES } from './hashes.js';

/** C2SP tlog-checkpoint: which tree, how large, and its root. Signed as a note, it is a checkpoint. */
export interface TreeHead {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

export class NotACheckpoint extends Error {
  override readonly name = 'NotACheckpoint';
}

export const checkpointText = ({ origin, size, root }: TreeHead): string =>
  `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;

/**
 * Reads the text of a note. Further lines are allowed, and left out.
 *
 * @throws NotACheckpoint
 */
export const parseCheckpoint = (text: string): TreeHead => {
  const [origin, count = '', encoded = '', ...more] = text.split('\n');
  const [size, root] = [Number(count), Buffer.from(encoded, 'base64')];
  const isWhole =
    /^(0|[1-9]\d*)$/.test(count) &&
    Number.isSafeInteger(size) &&
    root.length === HASH_BYTES &&
    root.toString('base64') === encoded &&
    more.at(-1) === '' &&
    !more.slice(0, -1).includes('');
  if (!origin || !isWhole) throw new NotACheckpoint(`Not a checkpoint: ${JSON.stringify(text)}`);
  return { origin, size, root };
};
