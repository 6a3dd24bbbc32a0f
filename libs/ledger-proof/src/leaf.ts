import { canonicalJson, isPlain } from './canonical-json.js';
import { hash } from 'node:crypto';
import { leafHash } from './hashes.js';

/** What an entry shows of an event beside two digests. */
export interface LeafPlace {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly recordedAt: string;
}

/** An event as it is stored. Anything more that it has, such as a cursor, is no part of its leaf. */
export interface LeafEvent extends LeafPlace {
  readonly data: unknown;
  readonly metadata: unknown;
}

/**
 * The text that an event's leaf is made of. It shows no text of the event. That of an event that is internal to a side
 * shows nothing but its position: the rest is under one digest, which the nonce in the metadata keeps from being guessed.
 *
 * This form can never change. See docs/adr/0034-what-a-leaf-is.md.
 */
export const entryOf = (event: LeafEvent): string =>
  entryWith(event, digestOf(event.data), digestOf(event.metadata), isInternal(event.metadata));

export const leafOf = (event: LeafEvent): Buffer => leafHash(entryOf(event));

/** The same, with the digests of the data and the metadata. It is canonical JSON, written down member by member. */
export const entryWith = (event: LeafPlace, data: string, metadata: string, internal: boolean): string => {
  const { position, stream, revision, id, type, schemaVersion, recordedAt } = event;
  // One look at all four is faster than four looks, and nearly always enough.
  const quoted = isPlain(`${id}${recordedAt}${stream}${type}`) ? inQuotes : canonicalJson;
  const open =
    `{"data":"${data}","id":${quoted(id)},"metadata":"${metadata}","position":${position},` +
    `"recordedAt":${quoted(recordedAt)},"revision":${revision},"schemaVersion":${schemaVersion},` +
    `"stream":${quoted(stream)},"type":${quoted(type)}}`;
  return internal ? `{"position":${position},"sealed":"${digest(open)}"}` : open;
};

const inQuotes = (text: string): string => `"${text}"`;

const isInternal = (metadata: unknown): boolean =>
  (metadata as { visibility?: unknown } | null)?.visibility === 'sideInternal';

const digestOf = (value: unknown): string => digest(canonicalJson(value));

/** @param text  or its UTF-8 */
export const digest = (text: string | Uint8Array): string => `sha256:${hash('sha256', text, 'hex')}`;
