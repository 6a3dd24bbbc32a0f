import { leafHash } from './hashes.js';
import { digest, entryWith, type LeafPlace } from './leaf.js';
import { sortMembers } from './sorted-members.js';

/**
 * The leaf of an event, made of the stored texts without parsing them. It is `leafOf` for everything that this program
 * has stored. Of another text it may be missing, or another one; but it is never the leaf of another event. Members are
 * only moved: where the leaf is the one that was signed, the content is.
 */
export const quickLeaf = (place: LeafPlace, data: string, metadata: string): Buffer | undefined => {
  const ofData = digestOf(data);
  const ofMetadata = digestOf(metadata);
  if (ofData === undefined || ofMetadata === undefined) return undefined;
  return leafHash(entryWith(place, ofData, ofMetadata, metadata.includes(INTERNAL)));
};

const INTERNAL = '"visibility":"sideInternal"';

let bytes = Buffer.alloc(8192);

const digestOf = (text: string): string | undefined => {
  if (bytes.length <= text.length * 3) bytes = Buffer.alloc(text.length * 6);
  const length = bytes.write(text);
  bytes[length] = 0;
  return sortMembers(bytes, length) ? digest(bytes.subarray(0, length)) : undefined;
};
