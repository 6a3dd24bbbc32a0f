import { randomUUID } from 'node:crypto';
import { ANY, TOMBSTONED } from './expected.mjs';
import { invalidArgument } from './errors.mjs';
import * as errors from './errors-v2.mjs';
import { streamsV2 } from './protocol.mjs';

const { AppendRecordsResponse, AppendResponse, AppendSessionResponse, SchemaFormat, StreamRevision } = streamsV2;
const NOTHING = Buffer.alloc(0);

/** The second protocol's writes, over several streams at once: AppendSession and AppendRecords. */
export const recordsHandlers = ({ writer, faults, access, maxAppendBytes }) => {
  const refusal = (call) => access.refusal(call, { v2: true }) ?? faults.refusal({ needsLeader: true, v2: true });

  return {
    /** One request a stream, each with the revision it expects. */
    appendSession(call, callback) {
      const refused = refusal(call);
      const requests = [];
      call.on('data', (request) => requests.push(request));
      call.on('end', async () => {
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
          const { failures, position, revisions } = await writer.submit((log) => log.write(checks, events));
          if (failures?.[0].current === TOMBSTONED) throw errors.tombstoned(failures[0].stream);
          if (failures) throw errors.revisionConflict(failures[0]);
          const response = new AppendSessionResponse().setPosition(String(position));
          for (const name of names)
            response.addOutput(
              new AppendResponse().setStream(name).setStreamRevision(String(revisions.get(name) ?? -1)),
            );
          await faults.answer(call, () => callback(null, response));
        } catch (error) {
          callback(error);
        }
      });
    },

    /** Records of several streams in one order of their own; checks of any streams, each reported when it fails. */
    async appendRecords(call, callback) {
      try {
        const refused = refusal(call);
        if (refused) throw refused;
        const events = call.request.getRecordsList().map((record) => eventOf(record, record.getStream()));
        if (events.length === 0) throw invalidArgument('The request has no records.');
        measure(events, maxAppendBytes);
        const checks = new Map(events.map(({ stream }) => [stream, { stream, expected: ANY, index: 0 }]));
        call.request.getChecksList().forEach((check, index) => {
          const state = check.getStreamState();
          const stream = state?.getStream();
          if (stream !== undefined) checks.set(stream, { stream, expected: Number(state.getExpectedState()), index });
        });
        const { failures, position, revisions } = await writer.submit((log) => log.write([...checks.values()], events));
        if (failures)
          throw errors.consistencyViolation(failures.map((failure) => ({ ...checks.get(failure.stream), ...failure })));
        const response = new AppendRecordsResponse().setPosition(String(position));
        for (const [stream, revision] of revisions)
          response.addRevisions(new StreamRevision().setStream(stream).setRevision(String(revision)));
        await faults.answer(call, () => callback(null, response));
      } catch (error) {
        callback(error);
      }
    },
  };
};

/** Properties come back to readers of the first protocol as metadata in JSON. */
const eventOf = (record, stream) => {
  const schema = record.getSchema();
  if (stream === '' || !schema?.getName()) throw invalidArgument('A record needs a stream and a schema name.');
  const id = record.hasRecordId() ? record.getRecordId().toLowerCase() : randomUUID();
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
    throw invalidArgument(`The record id '${id}' is not a valid UUID.`);
  const properties = {};
  record.getPropertiesMap().forEach((value, key) => (properties[key] = value.toJavaScript()));
  const json = schema.getFormat() === SchemaFormat.SCHEMA_FORMAT_JSON;
  if (!json) properties['$schema.format'] = 'Bytes';
  const metadata = Object.keys(properties).length > 0 ? Buffer.from(JSON.stringify(properties)) : NOTHING;
  return { stream, id, type: schema.getName(), json, data: record.getData_asU8(), metadata };
};

const measure = (events, maxBytes) => {
  let sum = 0;
  for (const event of events) {
    const bytes = event.data.length + event.metadata.length + Buffer.byteLength(event.type);
    if (bytes > maxBytes) throw errors.recordTooLarge(event, bytes, maxBytes);
    sum += bytes;
  }
  if (sum > maxBytes) throw errors.transactionTooLarge(sum, maxBytes);
};
