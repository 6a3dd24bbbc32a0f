import { jsonEvent, type EventData, type RecordedEvent } from '@kurrent/kurrentdb-client';
import type { StoredEvent } from '@jwg/event-sourcing';
import type { EncodedEvent } from '../encode.js';
import { isEncoded, type LedgerNames } from './names.js';

/**
 * An event as the server keeps it. Its metadata holds texts only, because an append over several streams takes nothing
 * else there, and because JSON text keeps what a protocol buffer's text cannot: a lone surrogate, a NUL.
 */
export const toServer = ({ event, data, metadata }: EncodedEvent): EventData =>
  jsonEvent({
    id: event.id,
    type: encodeURIComponent(event.type),
    data: JSON.parse(data),
    metadata: { schemaVersion: String(event.schemaVersion), recordedAt: event.recordedAt, metadata },
  });

/** What of an event its own record says; where it stands is for the index to add. */
export type EventContent = Omit<StoredEvent, 'stream' | 'revision' | 'position' | 'cursor'>;

/** What a ledger writes, and nobody else does by mistake: its texts in the metadata, its names encoded. */
export type OurEvent = RecordedEvent & { readonly metadata: Envelope };

/** Whether a ledger wrote it: told by the event alone, so that every process says the same of it at any time. */
export const isOurs = (event: RecordedEvent, names: LedgerNames): event is OurEvent =>
  event.isJson && names.holds(event.streamId) && isEncoded(event.type) && isEnvelope(event.metadata);

export const fromServer = ({ id, type, data, metadata }: OurEvent): EventContent => ({
  id,
  type: decodeURIComponent(type),
  schemaVersion: Number(metadata.schemaVersion),
  data,
  metadata: JSON.parse(metadata.metadata),
  recordedAt: metadata.recordedAt,
});

interface Envelope {
  readonly schemaVersion: string;
  readonly recordedAt: string;
  readonly metadata: string;
}

const isEnvelope = (given: unknown): given is Envelope => {
  const { schemaVersion, recordedAt, metadata } = (given ?? {}) as Partial<Record<keyof Envelope, unknown>>;
  return (
    typeof schemaVersion === 'string' &&
    /^\d+$/.test(schemaVersion) &&
    typeof recordedAt === 'string' &&
    typeof metadata === 'string' &&
    isJson(metadata)
  );
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
