import { StoreUnavailable } from '@jwg/event-sourcing';
import { START, type KurrentDBClient } from '@kurrent/kurrentdb-client';
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import services from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import protocol from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { LogPlace } from './event-columns.js';
import { responses } from './responses.js';
import { logEventOf, type LogEvent } from './log-event.js';
import { orLate } from './waiting.js';

/**
 * Reads over the channel that the client's appends and subscriptions use. The client's own `readAll` and `readStream`
 * go through its native part, which (1.3.1) never asks another node once its own is dead for good, cannot be closed,
 * and takes some 10 ms for a small read where this takes 1.5. When a later version does better, take this file away
 * (with `responses.ts` and `log-event.ts`): its two functions have the client's names and meaning.
 */

const { ReadReq } = protocol;
const { Options } = ReadReq;

/** The server leaves a read without an answer. The connection that it was on is no good any more. */
export class Silence extends StoreUnavailable {
  constructor(
    ms: number,
    /** The channel that is silent; undefined when not even one was found. */
    readonly channel: Channel | undefined,
  ) {
    super(`The KurrentDB server said nothing for ${ms} ms`);
  }
}

export type Channel = ReturnType<InstanceType<typeof services.StreamsClient>['getChannel']>;

/**
 * The events of `$all` from a place on, that one included, of the streams whose names begin with a prefix.
 *
 * @throws Silence, and the client's errors
 */
export const readAll = (
  client: KurrentDBClient,
  from: LogPlace | typeof START,
  prefixes: readonly string[],
  { maxCount, silenceMs }: { readonly maxCount: number; readonly silenceMs: number },
): AsyncGenerator<LogEvent> => {
  const all = new Options.AllOptions();
  if (from === START) all.setStart(new shared.Empty());
  else all.setPosition(positionOf(from));
  return read(client, optionsFor(maxCount).setAll(all).setFilter(filterOf(prefixes)), silenceMs);
};

/**
 * A stream's events from a revision on; none when there is no such stream.
 *
 * @throws Silence, and the client's errors
 */
export const readStream = (
  client: KurrentDBClient,
  name: string,
  from: number,
  { maxCount, silenceMs }: { readonly maxCount: number; readonly silenceMs: number },
): AsyncGenerator<LogEvent> => {
  const identifier = new shared.StreamIdentifier().setStreamName(new TextEncoder().encode(name));
  const stream = new Options.StreamOptions().setStreamIdentifier(identifier).setRevision(String(from));
  return read(client, optionsFor(maxCount).setStream(stream).setNoFilter(new shared.Empty()), silenceMs);
};

type ReadOptions = InstanceType<typeof Options>;
type Response = InstanceType<typeof protocol.ReadResp>;

/** Every read requires the leader: what a follower shows may be behind, and the ledger says no on what it reads. */
async function* read(client: KurrentDBClient, options: ReadOptions, silenceMs: number): AsyncGenerator<LogEvent> {
  let channel: Channel | undefined;
  const begin = client['GRPCStreamCreator'](services.StreamsClient, 'read', (streams) => {
    channel = streams.getChannel();
    const call = client['callArguments']({ requiresLeader: true }, { deadline: Infinity });
    return streams.read(new ReadReq().setOptions(options), ...call);
  });
  const beginning = begin();
  const stream = await orLate(beginning, silenceMs);
  if (stream === 'late') {
    beginning.then(
      (tooLate) => tooLate.on('error', () => undefined).cancel(),
      () => undefined,
    );
    throw new Silence(silenceMs, channel);
  }
  for await (const response of responses<Response>(stream, silenceMs, () => new Silence(silenceMs, channel))) {
    const event = response.getEvent()?.getEvent();
    if (event) yield logEventOf(event);
  }
}

const optionsFor = (maxCount: number): ReadOptions =>
  new Options()
    .setUuidOption(new Options.UUIDOption().setString(new shared.Empty()))
    .setReadDirection(Options.ReadDirection.FORWARDS)
    .setCount(String(maxCount));

const positionOf = ({ commit, prepare }: LogPlace) =>
  new Options.Position().setCommitPosition(String(commit)).setPreparePosition(String(prepare));

const filterOf = (prefixes: readonly string[]) => {
  const names = new Options.FilterOptions.Expression();
  names.setPrefixList([...prefixes]);
  return new Options.FilterOptions()
    .setStreamIdentifier(names)
    .setCount(new shared.Empty())
    .setCheckpointintervalmultiplier(1);
};
