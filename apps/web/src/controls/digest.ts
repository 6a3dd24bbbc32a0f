import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** The digest of a file as the record keeps it, `sha256:…`. The file stays here; it is read piece by piece. */
export const digestOf = async (file: Blob): Promise<string> => {
  const hash = sha256.create();
  for await (const piece of file.stream() as unknown as AsyncIterable<Uint8Array>) hash.update(piece);
  return `sha256:${bytesToHex(hash.digest())}`;
};
