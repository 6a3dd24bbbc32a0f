import { canonicalJson } from '../canonical-json.js';
import type { LeafEvent } from '../leaf.js';
import { hexOf, sha256, utf8 } from './bytes.js';

/** The text that an event's leaf is made of: what `entryOf` makes, by Web Crypto. */
export const entryOfEvent = async (event: LeafEvent): Promise<string> => {
  const { position, stream, revision, id, type, schemaVersion, recordedAt } = event;
  const [data, metadata] = [await digestOf(canonicalJson(event.data)), await digestOf(canonicalJson(event.metadata))];
  const open = canonicalJson({ position, stream, revision, id, type, schemaVersion, recordedAt, data, metadata });
  return isInternal(event) ? canonicalJson({ position, sealed: await digestOf(open) }) : open;
};

const digestOf = async (text: string): Promise<string> => `sha256:${hexOf(await sha256(utf8(text)))}`;

const isInternal = ({ metadata }: LeafEvent): boolean =>
  (metadata as { visibility?: unknown } | null)?.visibility === 'sideInternal';

/** What the entry of another event shows: its stream and place, or that it is internal to a side. */
export interface Shown {
  readonly position: number;
  readonly stream?: string;
  readonly revision?: number;
  readonly type?: string;
  readonly sealed?: string;
}

export const shownIn = (entry: string): Shown | undefined => {
  try {
    const shown = JSON.parse(entry) as Shown;
    const isWhole = typeof shown.sealed === 'string' || typeof shown.stream === 'string';
    return Number.isSafeInteger(shown.position) && isWhole ? shown : undefined;
  } catch {
    return undefined;
  }
};
