import { canonicalJson } from './canonical-json.js';
import { hash } from 'node:crypto';
import { leafHash } from './hashes.js';

/** An event as it is stored. Anything more that it has, such as a cursor, is no part of its leaf. */
export interface LeafEvent {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly recordedAt: string;
  readonly data: unknown;
  readonly metadata: unknown;
}

/**
 * The text that an event's leaf is made of. It shows no text of the event. That of an event that is internal to a side
 * shows nothing but its position: the rest is under one digest, which the nonce in the metadata keeps from being guessed.
 *
 * This form can never change. See docs/adr/0034-what-a-leaf-is.md.
 */
export const entryOf = (event: LeafEvent): string => {
  const { position, stream, revision, id, type, schemaVersion, recordedAt } = event;
  const [data, metadata] = [digestOf(event.data), digestOf(event.metadata)];
  const open = canonicalJson({ position, stream, revision, id, type, schemaVersion, recordedAt, data, metadata });
  return isInternal(event.metadata) ? canonicalJson({ position, sealed: digest(open) }) : open;
};

export const leafOf = (event: LeafEvent): Buffer => leafHash(entryOf(event));

const isInternal = (metadata: unknown): boolean =>
  (metadata as { visibility?: unknown } | null)?.visibility === 'sideInternal';

const digestOf = (value: unknown): string => digest(canonicalJson(value));
const digest = (text: string): string => `sha256:${hash('sha256', text, 'hex')}`;
