import { randomUUID } from 'node:crypto';
import type { Writing } from './appends.ts';
import { ANY, TOMBSTONED } from './expected.ts';
import { given, invalidArgument, type Refusal } from './errors.ts';
import * as errors from './errors-v2.ts';
import { streamsV2, type grpc, type StreamsV2 } from './protocol.ts';
import type { NewRecord } from './record.ts';

const { AppendRecordsResponse, AppendResponse, AppendSessionResponse, SchemaFormat, StreamRevision } = streamsV2;
const NOTHING = Buffer.alloc(0);

/** The second protocol's writes, over several streams at once: AppendSession and AppendRecords. */
export const recordsHandlers = ({ writer, faults, access, maxAppendBytes }: Writing) => {
  const refusal = (call: { readonly metadata: grpc.Metadata }) =>
    access.refusal(call, { v2: true }) ?? faults.refusal({ needsLeader: true, v2: true });

  return {
    /** One request for each stream, with its expected revision. */
    appendSession(
      call: grpc.ServerReadableStream<StreamsV2.AppendRequest, StreamsV2.AppendSessionResponse>,
      callback: grpc.sendUnaryData<StreamsV2.AppendSessionResponse>,
    ) {
      const refused = refusal(call);
      const requests: StreamsV2.AppendRequest[] = [];
      call.on('data', (request: StreamsV2.AppendRequest) => requests.push(request));
      const answer = async () => {
        try {
          if (refused) throw refused;
          if (requests.length === 0) throw invalidArgument('The append session has no requests.');
          const names = requests.map((request) => request.getStream());
          const twice = names.find((name, n) => names.indexOf(name) < n);
          if (twice !== undefined) throw errors.streamTwice(twice);
          const events = requests.flatMap((request) =>
            request.getRecordsList().map((record) => eventOf(record, request.getStream())),
          );
          measure(events, maxAppendBytes);
          const checks = requests.map((request) => ({
            stream: request.getStream(),
            expected: request.hasExpectedRevision() ? Number(request.getExpectedRevision()) : ANY,
          }));
          const outcome = await writer.submit((log) => log.write(checks, events));
          if (outcome.failures?.[0].current === TOMBSTONED) throw errors.tombstoned(outcome.failures[0].stream);
          if (outcome.failures) throw errors.revisionConflict(outcome.failures[0]);
          const { position, revisions } = outcome;
          const response = new AppendSessionResponse().setPosition(String(position));
          for (const name of names)
            response.addOutput(
              new AppendResponse().setStream(name).setStreamRevision(String(revisions.get(name) ?? -1)),
            );
          await faults.answer(call, () => callback(null, response));
        } catch (error) {
          callback(error as Refusal);
        }
      };
      call.on('end', () => void answer());
    },

    /** Records of several streams in one order, and checks of any streams; every failed check is reported. */
    async appendRecords(
      call: grpc.ServerUnaryCall<StreamsV2.AppendRecordsRequest, StreamsV2.AppendRecordsResponse>,
      callback: grpc.sendUnaryData<StreamsV2.AppendRecordsResponse>,
    ): Promise<void> {
      try {
        const refused = refusal(call);
        if (refused) throw refused;
        const events = call.request.getRecordsList().map((record) => eventOf(record, given(record.getStream())));
        if (events.length === 0) throw invalidArgument('The request has no records.');
        measure(events, maxAppendBytes);
        const checks = new Map(events.map(({ stream }) => [stream, { stream, expected: ANY, index: 0 }]));
        call.request.getChecksList().forEach((check, index) => {
          const state = check.getStreamState();
          if (state === undefined) return;
          const stream = state.getStream();
          checks.set(stream, { stream, expected: Number(state.getExpectedState()), index });
        });
        const outcome = await writer.submit((log) => log.write([...checks.values()], events));
        if (outcome.failures)
          throw errors.consistencyViolation(
            outcome.failures.map((failure) => ({ ...checks.get(failure.stream), ...failure })),
          );
        const { position, revisions } = outcome;
        const response = new AppendRecordsResponse().setPosition(String(position));
        for (const [stream, revision] of revisions)
          response.addRevisions(new StreamRevision().setStream(stream).setRevision(String(revision)));
        await faults.answer(call, () => callback(null, response));
      } catch (error) {
        callback(error as Refusal);
      }
    },
  };
};

/** Readers of the first protocol get the properties as metadata in JSON. */
const eventOf = (record: StreamsV2.AppendRecord, stream: string): NewRecord => {
  const schema = record.getSchema();
  if (stream === '' || !schema?.getName()) throw invalidArgument('A record needs a stream and a schema name.');
  const id = record.hasRecordId() ? given(record.getRecordId()).toLowerCase() : randomUUID();
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
    throw invalidArgument(`The record id '${id}' is not a valid UUID.`);
  const properties: Record<string, unknown> = {};
  record.getPropertiesMap().forEach((value, key) => (properties[key] = value.toJavaScript()));
  const json = schema.getFormat() === SchemaFormat.SCHEMA_FORMAT_JSON;
  if (!json) properties['$schema.format'] = 'Bytes';
  const metadata = Object.keys(properties).length > 0 ? Buffer.from(JSON.stringify(properties)) : NOTHING;
  return { stream, id, type: schema.getName(), json, data: record.getData_asU8(), metadata };
};

const measure = (events: readonly NewRecord[], maxBytes: number) => {
  let sum = 0;
  for (const event of events) {
    const bytes = event.data.length + event.metadata.length + Buffer.byteLength(event.type);
    if (bytes > maxBytes) throw errors.recordTooLarge(event, bytes, maxBytes);
    sum += bytes;
  }
  if (sum > maxBytes) throw errors.transactionTooLarge(sum, maxBytes);
};
