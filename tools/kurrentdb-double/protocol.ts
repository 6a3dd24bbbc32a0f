/**
 * The wire format, from the protocol definitions inside the official client. So client and double always use the same
 * definitions, and a new version of the client brings its own.
 */
import { createRequire } from 'node:module';
import * as grpc from '@grpc/grpc-js';
import type * as Features from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js';
import type * as FeaturesService from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js';
import type * as Gossip from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_pb.js';
import type * as GossipServices from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_grpc_pb.js';
import type * as Shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import type * as Status from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js';
import type * as Streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type * as StreamsServices from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import type * as RpcErrorsV2 from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/errors_pb.js';
import type * as ErrorsV2 from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/errors_pb.js';
import type * as StreamsV2 from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_pb.js';
import type * as StreamsServicesV2 from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_grpc_pb.js';

const here = createRequire(import.meta.url);
const entry = here.resolve('@kurrent/kurrentdb-client');
const client = createRequire(entry); // the client's own dependencies, as the client finds them

const generated = (file: string): unknown => client(`../generated/kurrentdb/protocols/${file}`);

export { grpc };
export type { Features, Gossip, Shared, Streams, StreamsV2 };

export const shared = generated('v1/shared_pb.js') as typeof Shared;
export const streams = generated('v1/streams_pb.js') as typeof Streams;
export const gossip = generated('v1/gossip_pb.js') as typeof Gossip;
export const features = generated('v1/serverfeatures_pb.js') as typeof Features;
export const status = generated('v1/status_pb.js') as typeof Status;
export const streamsV2 = generated('v2/streams/streams_pb.js') as typeof StreamsV2;
export const errorsV2 = generated('v2/streams/errors_pb.js') as typeof ErrorsV2;
export const rpcErrorsV2 = generated('v2/errors_pb.js') as typeof RpcErrorsV2;

// The types come from the client's messages, because their package is a dependency of the client, not of ours.
type Details = NonNullable<ReturnType<Status.Status['getDetails']>>;
type Nothing = NonNullable<ReturnType<Shared.WrongExpectedVersion['getCurrentNoStream']>>;
type Moment = NonNullable<ReturnType<Streams.ReadResp.CaughtUp['getTimestamp']>>;
const wellKnown = (name: string): unknown => client(`google-protobuf/google/protobuf/${name}_pb.js`);
export const { Any } = wellKnown('any') as { Any: new () => Details };
export const { Empty: GoogleEmpty } = wellKnown('empty') as { Empty: new () => Nothing };
export const { Timestamp } = wellKnown('timestamp') as { Timestamp: { fromDate(date: Date): Moment } };

const { StreamsService } = generated('v1/streams_grpc_pb.js') as typeof StreamsServices;
const { GossipService } = generated('v1/gossip_grpc_pb.js') as typeof GossipServices;
const { ServerFeaturesService } = generated('v1/serverfeatures_grpc_pb.js') as typeof FeaturesService;
const { StreamsServiceService } = generated('v2/streams/streams_grpc_pb.js') as typeof StreamsServicesV2;

/** Events are stored as the bytes that a read sends, so `read` passes them on unchanged. */
const bytesAsTheyAre = (message: Buffer | Streams.ReadResp) =>
  message instanceof Uint8Array ? message : Buffer.from(message.serializeBinary());

export const services = {
  streams: { ...StreamsService, read: { ...StreamsService.read, responseSerialize: bytesAsTheyAre } },
  streamsV2: StreamsServiceService,
  gossip: GossipService,
  features: ServerFeaturesService,
};

export const utf8 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

/** A stream's name travels as bytes. */
export const nameOf = (identifier: Shared.StreamIdentifier): string => utf8(identifier.getStreamName_asU8());

export const identifierOf = (name: string): Shared.StreamIdentifier => {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(name, 'utf8'));
  return identifier;
};
