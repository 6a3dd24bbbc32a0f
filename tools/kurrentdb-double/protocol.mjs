/**
 * The wire format, from the protocol definitions that ship inside the official client: what the client sends is what
 * is read here, and a new client version brings its own.
 */
import { createRequire } from 'node:module';
import * as grpc from '@grpc/grpc-js';

const here = createRequire(import.meta.url);
const entry = here.resolve('@kurrent/kurrentdb-client');
const client = createRequire(entry); // the client's own dependencies, as the client finds them

const generated = (file) => client(`../generated/kurrentdb/protocols/${file}`);

export { grpc };

export const shared = generated('v1/shared_pb.js');
export const streams = generated('v1/streams_pb.js');
export const gossip = generated('v1/gossip_pb.js');
export const features = generated('v1/serverfeatures_pb.js');
export const status = generated('v1/status_pb.js');
export const streamsV2 = generated('v2/streams/streams_pb.js');
export const errorsV2 = generated('v2/streams/errors_pb.js');
export const rpcErrorsV2 = generated('v2/errors_pb.js');

export const { Any } = client('google-protobuf/google/protobuf/any_pb.js');
export const { Empty: GoogleEmpty } = client('google-protobuf/google/protobuf/empty_pb.js');
export const { Timestamp } = client('google-protobuf/google/protobuf/timestamp_pb.js');

const { StreamsService } = generated('v1/streams_grpc_pb.js');
const { GossipService } = generated('v1/gossip_grpc_pb.js');
const { ServerFeaturesService } = generated('v1/serverfeatures_grpc_pb.js');
const { StreamsServiceService } = generated('v2/streams/streams_grpc_pb.js');

/** Events are stored as the bytes that a read answers with, so `read` takes them as they are. */
const bytesAsTheyAre = (message) => (message instanceof Uint8Array ? message : Buffer.from(message.serializeBinary()));

export const services = {
  streams: { ...StreamsService, read: { ...StreamsService.read, responseSerialize: bytesAsTheyAre } },
  streamsV2: StreamsServiceService,
  gossip: GossipService,
  features: ServerFeaturesService,
};

export const utf8 = (bytes) => Buffer.from(bytes).toString('utf8');

/** A stream's name travels as bytes. */
export const nameOf = (identifier) => utf8(identifier.getStreamName_asU8());

export const identifierOf = (name) => {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(name, 'utf8'));
  return identifier;
};
