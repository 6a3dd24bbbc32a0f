import { ANY, NO_STREAM, STREAM_EXISTS, TOMBSTONED } from './expected.mjs';
import * as errors from './errors.mjs';
import { batchErrors } from './errors-in-batch.mjs';
import { nameOf, shared, streams } from './protocol.mjs';

const { AppendResp, BatchAppendResp, DeleteResp, TombstoneResp } = streams;

/** The first protocol's writes: Append, BatchAppend, Delete, Tombstone; each on one stream. */
export const appendHandlers = ({ writer, faults, access, maxAppendBytes }) => {
  const refusal = (call) => access.refusal(call) ?? faults.refusal({ needsLeader: true });

  const write = ({ stream, expected }, events) => writer.submit((log) => log.write([{ stream, expected }], events));

  return {
    append(call, callback) {
      const refused = refusal(call);
      const requests = [];
      call.on('data', (request) => requests.push(request));
      call.on('end', async () => {
        try {
          if (refused) throw refused;
          const [header, ...proposed] = requests;
          const target = targetOf(header.getOptions());
          const events = proposed.map((request) => eventOf(target.stream, request.getProposedMessage()));
          if (sizeOf(events) > maxAppendBytes) throw errors.appendTooLarge(maxAppendBytes);
          const response = appendResponse(target, await write(target, events));
          await faults.answer(call, () => callback(null, response));
        } catch (error) {
          callback(error);
        }
      });
    },

    batchAppend(call) {
      const refused = refusal(call);
      if (refused) return call.emit('error', refused);
      const open = new Map(); // correlation id → what has come so far
      let unanswered = 0;
      let ended = false;
      const close = () => ended && unanswered === 0 && call.end();
      const take = async (request) => {
        const correlation = request.getCorrelationId();
        const key = Buffer.from(correlation.serializeBinary()).toString('base64');
        if (request.hasOptions()) open.set(key, { ...targetOf(request.getOptions()), events: [] });
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
      call.on('data', (request) => take(request).catch((error) => call.emit('error', error)));
      call.on('end', () => {
        ended = true;
        close();
      });
      call.on('error', () => {}); // the client went away; what was written stays
    },

    delete: removal({ writer, refusal, faults, Response: DeleteResp, remove: 'delete' }),
    tombstone: removal({ writer, refusal, faults, Response: TombstoneResp, remove: 'tombstone' }),
  };
};

const removal =
  ({ writer, refusal, faults, Response, remove }) =>
  async (call, callback) => {
    try {
      const refused = refusal(call);
      if (refused) throw refused;
      const { stream, expected } = targetOf(call.request.getOptions());
      const { failures, position } = await writer.submit((log) => log[remove](stream, expected));
      if (failures?.[0].current === TOMBSTONED) throw errors.streamDeleted(stream);
      if (failures) throw errors.wrongVersion(remove, failures[0]);
      const response = new Response().setPosition(pointAt(new Response.Position(), position));
      await faults.answer(call, () => callback(null, response));
    } catch (error) {
      callback(error);
    }
  };

const targetOf = (options) => {
  const identifier = options.getStreamIdentifier();
  const revision = options.getStreamPosition ?? options.getRevision;
  const hasRevision = options.hasStreamPosition ?? options.hasRevision;
  const expected = options.hasAny()
    ? ANY
    : options.hasNoStream()
      ? NO_STREAM
      : options.hasStreamExists()
        ? STREAM_EXISTS
        : hasRevision.call(options)
          ? Number(revision.call(options))
          : ANY;
  return { stream: nameOf(identifier), identifier, expected };
};

const eventOf = (stream, message) => {
  const metadata = message.getMetadataMap();
  return {
    stream,
    id: idIn(message.getId()),
    type: metadata.get('type'),
    json: metadata.get('content-type') === 'application/json',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
};

const idIn = (uuid) => {
  if (!uuid.hasStructured()) return uuid.getString().toLowerCase();
  const bits = (text) => BigInt.asUintN(64, BigInt(text)).toString(16).padStart(16, '0');
  const { mostSignificantBits, leastSignificantBits } = uuid.getStructured().toObject();
  const hex = bits(mostSignificantBits) + bits(leastSignificantBits);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

/** As the server reckons it: a type's letters take two bytes each. */
const sizeOf = (events) =>
  events.reduce((sum, { data, metadata, type }) => sum + data.length + metadata.length + 2 * type.length, 0);

const pointAt = (position, at) => position.setCommitPosition(String(at)).setPreparePosition(String(at));

const appendResponse = ({ stream, expected }, { failures, position, revisions }) => {
  const response = new AppendResp();
  if (failures) {
    const [{ current }] = failures;
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
  const success = new AppendResp.Success();
  if (revisions.has(stream)) success.setCurrentRevision(String(revisions.get(stream)));
  else success.setNoStream(new shared.Empty());
  return response.setSuccess(success.setPosition(pointAt(new AppendResp.Position(), position)));
};

const answerBatch = (response, { stream, expected }, { failures, position, revisions }) => {
  if (failures?.[0].current === TOMBSTONED) return response.setError(batchErrors.streamDeleted(stream));
  if (failures) return response.setError(batchErrors.wrongVersion({ expected, current: failures[0].current }));
  const success = new BatchAppendResp.Success();
  success.setCurrentRevision(String(revisions.get(stream) ?? 0));
  return response.setSuccess(success.setPosition(pointAt(new shared.AllStreamPosition(), position)));
};
