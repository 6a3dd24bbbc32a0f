import { jsonEvent, type EventData } from '@kurrent/kurrentdb-client';
import type { NewEvent, StoredEvent } from '@jwg/event-sourcing';
import type { EncodedEvent } from '../encode.js';
import type { LogEvent } from './log-event.js';
import { isEncoded, type LedgerNames } from './names.js';

/**
 * An event in the server's form. Its metadata consists of texts only, for two reasons: an append to several streams
 * accepts nothing else, and JSON text can hold a lone surrogate or a NUL, which the text of a protocol buffer cannot.
 */
export const toServer = ({ event, data, metadata }: EncodedEvent): EventData =>
  jsonEvent({
    id: event.id,
    type: encodeURIComponent(event.type),
    data: JSON.parse(data),
    metadata: { ...envelopeOf(event, metadata) },
  });

/** The same as bytes. The texts are JSON already. */
export const bytesOf = ({ event, data, metadata }: EncodedEvent) => ({
  type: encodeURIComponent(event.type),
  data: Buffer.from(data),
  metadata: Buffer.from(JSON.stringify(envelopeOf(event, metadata))),
});

const envelopeOf = ({ schemaVersion, recordedAt }: NewEvent, metadata: string): Envelope => ({
  schemaVersion: String(schemaVersion),
  recordedAt,
  metadata,
});

/** The part of an event that its own record holds; the index adds stream, revision, position and cursor. */
export type EventContent = Omit<StoredEvent, 'stream' | 'revision' | 'position' | 'cursor'>;

/** The form that only a ledger writes, and nobody else by mistake: texts in the metadata, encoded names. */
export type OurEvent = LogEvent & { readonly metadata: Envelope };

/** Whether a ledger wrote the event. Only the event itself decides, so every process decides alike at any time. */
export const isOurs = (event: LogEvent, names: LedgerNames): event is OurEvent =>
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
