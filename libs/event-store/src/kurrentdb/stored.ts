import { jsonEvent, type EventData, type RecordedEvent } from '@kurrent/kurrentdb-client';
import type { StoredEvent } from '@jwg/event-sourcing';
import type { EncodedEvent } from '../encode.js';
import { HistoryLost } from './refusals.js';

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

/** @throws HistoryLost  somebody else wrote it */
export const fromServer = ({ streamId, revision, id, type, data, metadata, isJson }: RecordedEvent): EventContent => {
  if (!isJson || !isEnvelope(metadata)) throw new HistoryLost(`event ${revision} of ${streamId} is not one of ours`);
  return {
    id,
    type: decodeURIComponent(type),
    schemaVersion: Number(metadata.schemaVersion),
    data,
    metadata: JSON.parse(metadata.metadata),
    recordedAt: metadata.recordedAt,
  };
};

interface Envelope {
  readonly schemaVersion: string;
  readonly recordedAt: string;
  readonly metadata: string;
}

const isEnvelope = (metadata: unknown): metadata is Envelope => {
  const { schemaVersion, recordedAt, metadata: rest } = (metadata ?? {}) as Partial<Record<keyof Envelope, unknown>>;
  return [schemaVersion, recordedAt, rest].every((value) => typeof value === 'string');
};
