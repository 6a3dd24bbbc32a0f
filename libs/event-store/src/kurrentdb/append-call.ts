import {
  convertToCommandError,
  NO_STREAM,
  WrongExpectedVersionError,
  type BasicCredentials,
  type KurrentDBClient,
} from '@kurrent/kurrentdb-client';
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import services from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import protocol from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { ExpectedRevision } from '@jwg/event-sourcing';
import type { EncodedEvent } from '../encode.js';
import { bytesOf } from './stored.js';

/**
 * Appends by the client's own call and over its channel, with bytes. The client's `appendToStream` would parse the JSON
 * that is made already, make it again, and put it through base64. When a later version takes bytes, take this file away.
 */

const { AppendReq } = protocol;
const { Options, ProposedMessage } = AppendReq;

interface Target {
  /** The stream's name on the server. */
  readonly name: string;
  readonly expected: ExpectedRevision;
  readonly credentials: BasicCredentials;
}

/** @throws the client's errors, WrongExpectedVersionError among them */
export const appendToStream = (
  client: KurrentDBClient,
  { name, expected, credentials }: Target,
  events: readonly EncodedEvent[],
): Promise<void> =>
  client['execute'](services.StreamsClient, 'appendToStream', async (streams) => {
    const [metadata, options] = client['callArguments']({ requiresLeader: true, credentials });
    const response = await new Promise<Response>((resolve, reject) => {
      const call = streams.append(metadata, options, (error, answer) =>
        error ? reject(convertToCommandError(error)) : resolve(answer),
      );
      call.on('error', reject);
      call.write(headerOf(name, expected));
      for (const event of events) call.write(proposalOf(event)); // a few hundred kB at most: see AppendTooLarge
      call.end();
    });
    const wrong = response.getWrongExpectedVersion();
    if (wrong) throw wrongVersion(name, expected, wrong);
  });

type Response = InstanceType<typeof protocol.AppendResp>;
type Wrong = InstanceType<typeof protocol.AppendResp.WrongExpectedVersion>;

const headerOf = (name: string, expected: ExpectedRevision) => {
  const options = new Options().setStreamIdentifier(
    new shared.StreamIdentifier().setStreamName(new TextEncoder().encode(name)),
  );
  if (expected === 'noStream') options.setNoStream(new shared.Empty());
  else options.setRevision(String(expected));
  return new AppendReq().setOptions(options);
};

const proposalOf = (encoded: EncodedEvent) => {
  const { type, data, metadata } = bytesOf(encoded);
  const message = new ProposedMessage().setId(new shared.UUID().setString(encoded.event.id));
  message.getMetadataMap().set('type', type).set('content-type', 'application/json');
  return new AppendReq().setProposedMessage(message.setData(data).setCustomMetadata(metadata));
};

const wrongVersion = (streamName: string, expected: ExpectedRevision, wrong: Wrong) =>
  new WrongExpectedVersionError(null as never, {
    streamName,
    current: wrong.hasCurrentRevision() ? BigInt(wrong.getCurrentRevision()) : NO_STREAM,
    expected: expected === 'noStream' ? NO_STREAM : BigInt(expected),
  });
