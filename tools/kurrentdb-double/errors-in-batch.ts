import { ANY, NO_STREAM, STREAM_EXISTS, type Failure } from './expected.ts';
import { Any, GoogleEmpty, grpc, identifierOf, shared, status } from './protocol.ts';

const { status: code } = grpc;

/** In a batch append the call continues, and the answer carries the error. */
const inBatch = (
  statusCode: grpc.status,
  message: string,
  typeName: string,
  details: { serializeBinary(): Uint8Array },
) => {
  const any = new Any();
  any.pack(details.serializeBinary(), typeName);
  return new status.Status()
    .setCode(statusCode as number)
    .setMessage(message)
    .setDetails(any);
};

export const batchErrors = {
  wrongVersion({ expected, current }: Pick<Failure, 'expected' | 'current'>) {
    const details = new shared.WrongExpectedVersion();
    if (current === NO_STREAM) details.setCurrentNoStream(new GoogleEmpty());
    else details.setCurrentStreamRevision(String(current));
    if (expected === ANY) details.setExpectedAny(new GoogleEmpty());
    else if (expected === STREAM_EXISTS) details.setExpectedStreamExists(new GoogleEmpty());
    else if (expected === NO_STREAM) details.setExpectedNoStream(new GoogleEmpty());
    else details.setExpectedStreamPosition(String(expected));
    return inBatch(code.ALREADY_EXISTS, 'WrongExpectedVersion', 'event_store.client.WrongExpectedVersion', details);
  },
  streamDeleted: (stream: string) =>
    inBatch(
      code.FAILED_PRECONDITION,
      'StreamDeleted',
      'event_store.client.StreamDeleted',
      new shared.StreamDeleted().setStreamIdentifier(identifierOf(stream)),
    ),
  tooLarge: (maxBytes: number) =>
    inBatch(
      code.RESOURCE_EXHAUSTED,
      'MaximumAppendSizeExceeded',
      'event_store.client.MaximumAppendSizeExceeded',
      new shared.MaximumAppendSizeExceeded().setMaxappendsize(maxBytes),
    ),
};
