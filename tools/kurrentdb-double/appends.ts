import type { AccessRules } from './access.ts';
import { ANY, NO_STREAM, STREAM_EXISTS, TOMBSTONED, type Check } from './expected.ts';
import * as errors from './errors.ts';
import { batchErrors } from './errors-in-batch.ts';
import type { Faults } from './faults.ts';
import type { Outcome } from './log.ts';
import { nameOf, shared, streams, type grpc, type Shared, type Streams } from './protocol.ts';
import type { NewRecord } from './record.ts';
import type { Writer } from './writer.ts';

const { AppendResp, BatchAppendResp, DeleteResp, TombstoneResp } = streams;

/** The parts of the double that the writes of both protocols need. */
export interface Writing {
  readonly writer: Pick<Writer, 'submit'>;
  readonly faults: Faults;
  readonly access: AccessRules;
  /** The largest append, in bytes. */
  readonly maxAppendBytes: number;
}

/** The stream of a request, with its expected revision. */
interface Target extends Check {
  readonly identifier: Shared.StreamIdentifier;
}

type Refusing = (call: { readonly metadata: grpc.Metadata }) => errors.Refusal | undefined;

/** The first protocol's writes: Append, BatchAppend, Delete, Tombstone; each on one stream. */
export const appendHandlers = ({ writer, faults, access, maxAppendBytes }: Writing) => {
  const refusal: Refusing = (call) => access.refusal(call) ?? faults.refusal({ needsLeader: true });

  const write = ({ stream, expected }: Check, events: readonly NewRecord[]) =>
    writer.submit((log) => log.write([{ stream, expected }], events));

  const removal =
    <Request extends Removal, Response>(remove: 'delete' | 'tombstone', responseAt: (position: number) => Response) =>
    async (call: grpc.ServerUnaryCall<Request, Response>, callback: grpc.sendUnaryData<Response>): Promise<void> => {
      try {
        const refused = refusal(call);
        if (refused) throw refused;
        const { stream, expected } = revisionTarget(errors.given(call.request.getOptions()));
        const outcome = await writer.submit((log) => log[remove](stream, expected));
        if (outcome.failures?.[0].current === TOMBSTONED) throw errors.streamDeleted(stream);
        if (outcome.failures) throw errors.wrongVersion(remove, outcome.failures[0]);
        await faults.answer(call, () => callback(null, responseAt(outcome.position)));
      } catch (error) {
        callback(error as errors.Refusal);
      }
    };

  return {
    append(
      call: grpc.ServerReadableStream<Streams.AppendReq, Streams.AppendResp>,
      callback: grpc.sendUnaryData<Streams.AppendResp>,
    ) {
      const refused = refusal(call);
      const requests: Streams.AppendReq[] = [];
      call.on('data', (request: Streams.AppendReq) => requests.push(request));
      const answer = async () => {
        try {
          if (refused) throw refused;
          const [header, ...proposed] = requests;
          const target = revisionTarget(errors.given(header?.getOptions()));
          const events = proposed.map((request) => eventOf(target.stream, errors.given(request.getProposedMessage())));
          if (sizeOf(events) > maxAppendBytes) throw errors.appendTooLarge(maxAppendBytes);
          const response = appendResponse(target, await write(target, events));
          await faults.answer(call, () => callback(null, response));
        } catch (error) {
          callback(error as errors.Refusal);
        }
      };
      // A call that is given up in its middle ends too; what had come of it is no append.
      call.on('end', () => setImmediate(() => void (call.cancelled || answer())));
    },

    batchAppend(call: grpc.ServerDuplexStream<Streams.BatchAppendReq, Streams.BatchAppendResp>) {
      const refused = refusal(call);
      if (refused) {
        call.emit('error', refused);
        return;
      }
      const open = new Map<string, Target & { readonly events: NewRecord[] }>(); // by correlation id: what was received
      let unanswered = 0;
      let ended = false;
      const close = () => {
        if (ended && unanswered === 0) call.end();
      };
      const take = async (request: Streams.BatchAppendReq) => {
        const correlation = errors.given(request.getCorrelationId());
        const key = Buffer.from(correlation.serializeBinary()).toString('base64');
        const options = request.getOptions();
        if (options) open.set(key, { ...batchTarget(options), events: [] });
        const batch = open.get(key);
        if (batch === undefined) return;
        for (const message of request.getProposedMessagesList()) batch.events.push(eventOf(batch.stream, message));
        if (!request.getIsFinal()) return;
        open.delete(key);
        unanswered += 1;
        const nowRefused = faults.refusal({ needsLeader: true });
        if (nowRefused) throw nowRefused;
        const response = new BatchAppendResp().setCorrelationId(correlation).setStreamIdentifier(batch.identifier);
        if (sizeOf(batch.events) > maxAppendBytes) response.setError(batchErrors.tooLarge(maxAppendBytes));
        else answerBatch(response, batch, await write(batch, batch.events));
        await faults.answer(call, () => call.write(response));
        unanswered -= 1;
        close();
      };
      call.on('data', (request: Streams.BatchAppendReq) => {
        take(request).catch((error: Error) => call.emit('error', error));
      });
      call.on('end', () => {
        ended = true;
        close();
      });
      call.on('error', () => {}); // the client has left; its events stay written
    },

    delete: removal<Streams.DeleteReq, Streams.DeleteResp>('delete', (position) =>
      new DeleteResp().setPosition(pointAt(new DeleteResp.Position(), position)),
    ),
    tombstone: removal<Streams.TombstoneReq, Streams.TombstoneResp>('tombstone', (position) =>
      new TombstoneResp().setPosition(pointAt(new TombstoneResp.Position(), position)),
    ),
  };
};

/** The common options of an append, a delete and a tombstone. */
interface Expecting {
  getStreamIdentifier(): Shared.StreamIdentifier | undefined;
  hasAny(): boolean;
  hasNoStream(): boolean;
  hasStreamExists(): boolean;
}

interface ExpectingRevision extends Expecting {
  hasRevision(): boolean;
  getRevision(): string;
}

/** A request to delete a stream or to tombstone it. */
interface Removal {
  getOptions(): ExpectingRevision | undefined;
}

const targetOf = (options: Expecting, revision: string | undefined): Target => {
  const identifier = errors.given(options.getStreamIdentifier());
  const expected = options.hasAny()
    ? ANY
    : options.hasNoStream()
      ? NO_STREAM
      : options.hasStreamExists()
        ? STREAM_EXISTS
        : revision !== undefined
          ? Number(revision)
          : ANY;
  return { stream: nameOf(identifier), identifier, expected };
};

/** A batch append has another name for the revision. */
const batchTarget = (options: Streams.BatchAppendReq.Options) =>
  targetOf(options, options.hasStreamPosition() ? options.getStreamPosition() : undefined);

const revisionTarget = (options: ExpectingRevision) =>
  targetOf(options, options.hasRevision() ? options.getRevision() : undefined);

type ProposedMessage = Streams.AppendReq.ProposedMessage | Streams.BatchAppendReq.ProposedMessage;

const eventOf = (stream: string, message: ProposedMessage): NewRecord => {
  const metadata = message.getMetadataMap();
  return {
    stream,
    id: idIn(errors.given(message.getId())),
    type: errors.given(metadata.get('type')),
    json: metadata.get('content-type') === 'application/json',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
};

const idIn = (uuid: Shared.UUID) => {
  const structured = uuid.getStructured();
  if (!structured) return uuid.getString().toLowerCase();
  const bits = (text: string) => BigInt.asUintN(64, BigInt(text)).toString(16).padStart(16, '0');
  const { mostSignificantBits, leastSignificantBits } = structured.toObject();
  const hex = bits(mostSignificantBits) + bits(leastSignificantBits);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

/** The size as the server computes it: each character of a type takes two bytes. */
const sizeOf = (events: readonly NewRecord[]) =>
  events.reduce((sum, { data, metadata, type }) => sum + data.length + metadata.length + 2 * type.length, 0);

interface Point<P> {
  setCommitPosition(position: string): P;
  setPreparePosition(position: string): P;
}

const pointAt = <P extends Point<P>>(position: P, at: number) =>
  position.setCommitPosition(String(at)).setPreparePosition(String(at));

const appendResponse = ({ stream, expected }: Check, outcome: Outcome) => {
  const response = new AppendResp();
  if (outcome.failures) {
    const [{ current }] = outcome.failures;
    if (current === TOMBSTONED) throw errors.streamDeleted(stream);
    const wrong = new AppendResp.WrongExpectedVersion();
    if (current === NO_STREAM) wrong.setCurrentNoStream(new shared.Empty());
    else wrong.setCurrentRevision(String(current));
    if (expected === ANY) wrong.setExpectedAny(new shared.Empty());
    else if (expected === STREAM_EXISTS) wrong.setExpectedStreamExists(new shared.Empty());
    else if (expected === NO_STREAM) wrong.setExpectedNoStream(new shared.Empty());
    else wrong.setExpectedRevision(String(expected));
    return response.setWrongExpectedVersion(wrong);
  }
  const { position, revisions } = outcome;
  const success = new AppendResp.Success();
  if (revisions.has(stream)) success.setCurrentRevision(String(revisions.get(stream)));
  else success.setNoStream(new shared.Empty());
  return response.setSuccess(success.setPosition(pointAt(new AppendResp.Position(), position)));
};

const answerBatch = (response: Streams.BatchAppendResp, { stream, expected }: Check, outcome: Outcome) => {
  if (outcome.failures) {
    const [{ current }] = outcome.failures;
    if (current === TOMBSTONED) return response.setError(batchErrors.streamDeleted(stream));
    return response.setError(batchErrors.wrongVersion({ expected, current }));
  }
  const { position, revisions } = outcome;
  const success = new BatchAppendResp.Success();
  success.setCurrentRevision(String(revisions.get(stream) ?? 0));
  return response.setSuccess(success.setPosition(pointAt(new shared.AllStreamPosition(), position)));
};
