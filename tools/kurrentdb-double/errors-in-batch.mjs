import { ANY, NO_STREAM, STREAM_EXISTS } from './expected.mjs';
import { Any, GoogleEmpty, grpc, identifierOf, shared, status } from './protocol.mjs';

const { status: code } = grpc;

/** Inside a batch append the call goes on, and its answer carries the error. */
const inBatch = (statusCode, message, typeName, details) => {
  const any = new Any();
  any.pack(details.serializeBinary(), typeName);
  return new status.Status().setCode(statusCode).setMessage(message).setDetails(any);
};

export const batchErrors = {
  wrongVersion({ expected, current }) {
    const details = new shared.WrongExpectedVersion();
    if (current === NO_STREAM) details.setCurrentNoStream(new GoogleEmpty());
    else details.setCurrentStreamRevision(String(current));
    if (expected === ANY) details.setExpectedAny(new GoogleEmpty());
    else if (expected === STREAM_EXISTS) details.setExpectedStreamExists(new GoogleEmpty());
    else if (expected === NO_STREAM) details.setExpectedNoStream(new GoogleEmpty());
    else details.setExpectedStreamPosition(String(expected));
    return inBatch(code.ALREADY_EXISTS, 'WrongExpectedVersion', 'event_store.client.WrongExpectedVersion', details);
  },
  streamDeleted: (stream) =>
    inBatch(
      code.FAILED_PRECONDITION,
      'StreamDeleted',
      'event_store.client.StreamDeleted',
      new shared.StreamDeleted().setStreamIdentifier(identifierOf(stream)),
    ),
  tooLarge: (maxBytes) =>
    inBatch(
      code.RESOURCE_EXHAUSTED,
      'MaximumAppendSizeExceeded',
      'event_store.client.MaximumAppendSizeExceeded',
      new shared.MaximumAppendSizeExceeded().setMaxappendsize(maxBytes),
    ),
};
