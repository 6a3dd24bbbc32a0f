import type { RecordedEvent } from '@kurrent/kurrentdb-client';
import type protocol from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';

/** What the ledger needs of a recorded event, whoever read it. */
export type LogEvent = Pick<
  RecordedEvent,
  'streamId' | 'id' | 'revision' | 'type' | 'isJson' | 'data' | 'metadata' | 'position'
> & {
  /** Of its data and metadata; subscriptions do not tell. */
  readonly bytes?: number;
};

type Recorded = protocol.ReadResp.ReadEvent.RecordedEvent;

/** As the client's subscriptions give it. Data is parsed when somebody asks for it: the index of a ledger does not. */
export const logEventOf = (recorded: Recorded): LogEvent => {
  const properties = recorded.getMetadataMap();
  const isJson = properties.get('content-type') === 'application/json';
  return {
    streamId: textOf(recorded.getStreamIdentifier()!.getStreamName_asU8()),
    id: recorded.getId()!.getString(),
    revision: BigInt(recorded.getStreamRevision()),
    type: properties.get('type') ?? '',
    isJson,
    bytes: recorded.getData_asU8().length + recorded.getCustomMetadata_asU8().length,
    get data() {
      const bytes = recorded.getData_asU8();
      return isJson ? parsed(bytes, textOf(bytes)) : bytes;
    },
    metadata: metadataIn(recorded.getCustomMetadata_asU8()),
    position: { commit: BigInt(recorded.getCommitPosition()), prepare: BigInt(recorded.getPreparePosition()) },
  } as LogEvent;
};

const metadataIn = (bytes: Uint8Array): unknown => (bytes.length === 0 ? undefined : parsed(bytes, bytes));

/** What the bytes say as JSON; `otherwise` when they are none. */
const parsed = (bytes: Uint8Array, otherwise: unknown): unknown => {
  try {
    return JSON.parse(textOf(bytes)) as unknown;
  } catch {
    return otherwise;
  }
};

const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
