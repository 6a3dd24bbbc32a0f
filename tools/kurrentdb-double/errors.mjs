import { Any, GoogleEmpty, errorsV2, grpc, identifierOf, rpcErrorsV2, shared, status } from './protocol.mjs';
import { ANY, NO_STREAM, SOFT_DELETED, STREAM_EXISTS, TOMBSTONED } from './expected.mjs';

const { Metadata, status: code } = grpc;

/** An answer that is no answer: a gRPC status, as the server ends a call with it. */
class Refusal extends Error {
  constructor(statusCode, details, metadata = new Metadata()) {
    super(details);
    this.code = statusCode;
    this.details = details;
    this.metadata = metadata;
  }
}

const named = (statusCode, details, entries) => {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(entries)) metadata.set(key, String(value));
  return new Refusal(statusCode, details, metadata);
};

export const unavailable = (why = 'Server Is Not Ready') => new Refusal(code.UNAVAILABLE, why);
export const invalidArgument = (why) => new Refusal(code.INVALID_ARGUMENT, why);
export const invalidPosition = () => invalidArgument('Trying to read from an invalid position.');
export const unauthenticated = () => new Refusal(code.UNAUTHENTICATED, 'Unauthenticated');
export const accessDenied = () => named(code.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

export const streamDeleted = (stream) =>
  named(code.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

export const notLeader = ({ host, port }) =>
  named(code.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': port,
  });

export const wrongVersion = (operation, { stream, expected, current }) =>
  named(code.FAILED_PRECONDITION, `${operation} failed due to WrongExpectedVersion.`, {
    exception: 'wrong-expected-version',
    'stream-name': stream,
    'expected-version': expected,
    'actual-version': current,
  });

export const appendTooLarge = (maxBytes) =>
  named(code.INVALID_ARGUMENT, `Maximum Append Size of ${maxBytes} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': maxBytes,
  });

/** The second protocol puts its errors into details of a type of their own. */
const detailed = (statusCode, message, typeName, details) => {
  const any = new Any();
  any.pack(details.serializeBinary(), typeName);
  const metadata = new Metadata();
  const body = new status.Status().setCode(statusCode).setMessage(message).setDetails(any);
  metadata.set('grpc-status-details-bin', Buffer.from(body.serializeBinary()));
  return new Refusal(statusCode, message, metadata);
};

const inStreams = (statusCode, message, name, details) =>
  detailed(statusCode, message, `kurrentdb.protocol.v2.streams.errors.${name}`, details);

export const accessDeniedV2 = (operation) =>
  detailed(
    code.PERMISSION_DENIED,
    `Access denied. Insufficient permissions to perform ${operation}`,
    'kurrent.rpc.AccessDeniedErrorDetails',
    new rpcErrorsV2.AccessDeniedErrorDetails().setOperation(operation),
  );

export const notLeaderV2 = ({ host, port }) =>
  detailed(
    code.FAILED_PRECONDITION,
    'The server is not the leader node and cannot handle the request.',
    'kurrent.rpc.NotLeaderNodeErrorDetails',
    new rpcErrorsV2.NotLeaderNodeErrorDetails().setCurrentLeader(
      new rpcErrorsV2.NotLeaderNodeErrorDetails.NodeInfo().setHost(host).setPort(Number(port)),
    ),
  );

export const tombstonedV2 = (stream) =>
  inStreams(
    code.FAILED_PRECONDITION,
    `Stream '${stream}' has been tombstoned.`,
    'StreamTombstonedErrorDetails',
    new errorsV2.StreamTombstonedErrorDetails().setStream(stream),
  );

export const revisionConflictV2 = ({ stream, expected, current }) =>
  inStreams(
    code.FAILED_PRECONDITION,
    `Append failed due to a revision conflict on stream '${stream}'. Expected revision: ${expected}. Actual revision: ${current}.`,
    'StreamRevisionConflictErrorDetails',
    new errorsV2.StreamRevisionConflictErrorDetails()
      .setStream(stream)
      .setExpectedRevision(String(expected))
      .setActualRevision(String(current)),
  );

/** @param failures  with the index of the check that each belongs to, where there was one */
export const consistencyViolationV2 = (failures) => {
  const details = new errorsV2.AppendConsistencyViolationErrorDetails();
  for (const { stream, expected, current, softDeleted, index = 0 } of failures)
    details.addViolations(
      new errorsV2.ConsistencyViolation().setCheckIndex(index).setStreamState(
        new errorsV2.ConsistencyViolation.StreamStateViolation()
          .setStream(stream)
          .setExpectedState(String(expected))
          .setActualState(String(softDeleted && current !== TOMBSTONED ? SOFT_DELETED : current)),
      ),
    );
  return inStreams(
    code.FAILED_PRECONDITION,
    'One or more consistency checks failed.',
    'AppendConsistencyViolationErrorDetails',
    details,
  );
};

export const streamTwiceV2 = (stream) =>
  inStreams(
    code.ABORTED,
    `Stream '${stream}' is already part of this append session.`,
    'StreamAlreadyInAppendSessionErrorDetails',
    new errorsV2.StreamAlreadyInAppendSessionErrorDetails().setStream(stream),
  );

export const recordTooLargeV2 = ({ stream, id }, bytes, maxBytes) =>
  inStreams(
    code.INVALID_ARGUMENT,
    `The size of record ${id} (${bytes} bytes) exceeds the maximum allowed size of ${maxBytes} bytes.`,
    'AppendRecordSizeExceededErrorDetails',
    new errorsV2.AppendRecordSizeExceededErrorDetails()
      .setStream(stream)
      .setRecordId(id)
      .setSize(bytes)
      .setMaxSize(maxBytes),
  );

export const transactionTooLargeV2 = (bytes, maxBytes) =>
  inStreams(
    code.ABORTED,
    `The total size of the append transaction (${bytes} bytes) exceeds the maximum allowed size of ${maxBytes} bytes.`,
    'AppendTransactionSizeExceededErrorDetails',
    new errorsV2.AppendTransactionSizeExceededErrorDetails().setSize(bytes).setMaxSize(maxBytes),
  );

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
  timeout: () => inBatch(code.DEADLINE_EXCEEDED, 'Timeout', 'event_store.client.Timeout', new shared.Timeout()),
};
