import type { Pinned } from './pinned.js';
import type { Wrong } from './report.js';
import { isSignedBy, keyIn, OF_LEDGER, OF_WITNESS, type Head, type Note, type PinnedKey } from './signatures.js';

/** What was given, read before the bundle is: a mistake in it is no finding. */
export interface Keys {
  readonly ledger?: PinnedKey;
  readonly witnesses: readonly PinnedKey[];
}

/** @throws TypeError  one is no such key */
export const keysOf = async ({ key, witnesses = [] }: Pinned): Promise<Keys> => ({
  ...(key !== undefined && { ledger: await keyIn(key, OF_LEDGER) }),
  witnesses: await Promise.all(witnesses.map((it) => keyIn(it, OF_WITNESS))),
});

export const checkSignature = async (
  checkpoint: Note,
  { origin }: Head,
  key: PinnedKey,
  note: (wrong: Wrong) => void,
): Promise<void> => {
  if (key.name !== origin || !(await isSignedBy(checkpoint, key)))
    note({ code: 'SIGNATURE', what: `The checkpoint of ${origin} is not signed by the key of ${key.name}.` });
};

/** The names of the witnesses who have signed; a signature in the name of one that is not theirs is noted. */
export const witnessesOf = async (
  checkpoint: Note,
  keys: readonly PinnedKey[],
  note: (wrong: Wrong) => void,
): Promise<string[]> => {
  const names: string[] = [];
  for (const key of keys) {
    if (await isSignedBy(checkpoint, key)) names.push(key.name);
    else if (checkpoint.signatures.some(({ name }) => name === key.name))
      note({
        code: 'SIGNATURE',
        what: `The checkpoint has a signature in the name of ${key.name} that is not by this key.`,
      });
  }
  return names;
};
