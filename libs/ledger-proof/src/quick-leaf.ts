import { hash } from 'node:crypto';
import { HASH_BYTES } from './hashes.js';
import { digest, entryWith, type LeafPlace } from './leaf.js';
import { sortedMembers } from './sorted-members.js';

/**
 * Puts the leaf of an event into its place among others, made of the stored texts without parsing them. It is `leafOf` for
 * everything that this program has stored. Of another text it may be missing, or another one; but it is never the leaf of
 * another event. Members are only moved: where the leaf is the one that was signed, the content is.
 *
 * @returns false  it is missing
 */
export const putQuickLeaf = (
  place: LeafPlace,
  data: string,
  metadata: string,
  leaves: Buffer,
  index: number,
): boolean => {
  const ofData = digestOf(data);
  if (ofData === undefined) return false;
  const ofMetadata = digestOf(metadata);
  if (ofMetadata === undefined) return false;
  const entry = entryWith(place, ofData, ofMetadata, isInternal(metadata));
  leaves.write(hash('sha256', `\0${entry}`, 'binary'), index * HASH_BYTES, HASH_BYTES, 'binary');
  return true;
};

/** A rare letter is found, or missed, sooner than a quotation mark: the first search mostly ends it. */
const isInternal = (metadata: string): boolean =>
  metadata.includes('Internal') && metadata.includes('"visibility":"sideInternal"');

const digestOf = (text: string): string | undefined => {
  const bytes = sortedMembers(text);
  return bytes && digest(bytes);
};
