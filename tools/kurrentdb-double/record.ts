import { streams, shared, identifierOf, nameOf } from './protocol.ts';

const { ReadResp } = streams;
const { ReadEvent } = ReadResp;
const { RecordedEvent } = ReadEvent;

/** .NET ticks of 100 ns: `created` counts them from 1970. */
const TICKS_PER_MS = 10_000n;

/** The overhead of a record in the log. Positions count bytes as the server's do, so they grow by more than one. */
const FRAMING = 8;

/** An event that has no position yet. */
export interface NewRecord {
  readonly stream: string;
  /** UUID in lower case. */
  readonly id: string;
  readonly type: string;
  /** Whether the data are JSON. */
  readonly json: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** An event at its position, stored as exactly the bytes that a read sends. */
export interface LogRecord {
  readonly position: number;
  /** The first position at which the next record may begin. */
  readonly end: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly bytes: Buffer;
}

export const recordAt = (event: NewRecord, revision: number, position: number, now = Date.now()): LogRecord => {
  const { stream, id, type } = event;
  const recorded = new RecordedEvent();
  recorded.setId(new shared.UUID().setString(id));
  recorded.setStreamIdentifier(identifierOf(stream));
  recorded.setStreamRevision(String(revision));
  recorded.setCommitPosition(String(position));
  recorded.setPreparePosition(String(position));
  recorded.setData(event.data);
  recorded.setCustomMetadata(event.metadata);
  recorded
    .getMetadataMap()
    .set('type', type)
    .set('created', String(BigInt(now) * TICKS_PER_MS))
    .set('content-type', event.json ? 'application/json' : 'application/octet-stream');
  const response = new ReadResp();
  response.setEvent(new ReadEvent().setEvent(recorded).setCommitPosition(String(position)));
  const bytes = Buffer.from(response.serializeBinary());
  return { position, end: position + bytes.length + FRAMING, stream, revision, id, type, bytes };
};

/** Restores a record from its bytes in a file. */
export const recordOf = (bytes: Buffer): LogRecord => {
  const recorded = eventIn(bytes);
  const position = Number(recorded.getCommitPosition());
  return {
    position,
    end: position + bytes.length + FRAMING,
    stream: nameOf(recorded.getStreamIdentifier()!),
    revision: Number(recorded.getStreamRevision()),
    id: recorded.getId()!.getString(),
    type: recorded.getMetadataMap().get('type')!,
    bytes,
  };
};

export const dataOf = (record: LogRecord): Uint8Array => eventIn(record.bytes).getData_asU8();

/** For readers that request ids as two numbers instead of text. */
export const withStructuredId = (record: LogRecord): Buffer => {
  const response = ReadResp.deserializeBinary(record.bytes);
  const hex = record.id.replaceAll('-', '');
  const half = (digits: string) => String(BigInt.asIntN(64, BigInt(`0x${digits}`)));
  const structured = new shared.UUID.Structured();
  structured.setMostSignificantBits(half(hex.slice(0, 16)));
  structured.setLeastSignificantBits(half(hex.slice(16)));
  response.getEvent()!.getEvent()!.setId(new shared.UUID().setStructured(structured));
  return Buffer.from(response.serializeBinary());
};

/** Every record was written by `recordAt`, so no field is missing. */
const eventIn = (bytes: Uint8Array) => ReadResp.deserializeBinary(bytes).getEvent()!.getEvent()!;
