import { SOFT_DELETED, TOMBSTONED, type Failure } from './expected.ts';
import { Refusal, type Leader } from './errors.ts';
import { Any, errorsV2, grpc, rpcErrorsV2, status } from './protocol.ts';

const { Metadata, status: code } = grpc;

interface Message {
  serializeBinary(): Uint8Array;
}

/** The second protocol puts each error into details with their own message type. */
const detailed = (statusCode: grpc.status, message: string, typeName: string, details: Message) => {
  const any = new Any();
  any.pack(details.serializeBinary(), typeName);
  const metadata = new Metadata();
  const body = new status.Status()
    .setCode(statusCode as number)
    .setMessage(message)
    .setDetails(any);
  metadata.set('grpc-status-details-bin', Buffer.from(body.serializeBinary()));
  return new Refusal(statusCode, message, metadata);
};

const inStreams = (statusCode: grpc.status, message: string, name: string, details: Message) =>
  detailed(statusCode, message, `kurrentdb.protocol.v2.streams.errors.${name}`, details);

export const accessDenied = (operation: string): Refusal =>
  detailed(
    code.PERMISSION_DENIED,
    `Access denied. Insufficient permissions to perform ${operation}`,
    'kurrent.rpc.AccessDeniedErrorDetails',
    new rpcErrorsV2.AccessDeniedErrorDetails().setOperation(operation),
  );

export const notLeader = ({ host, port }: Leader): Refusal =>
  detailed(
    code.FAILED_PRECONDITION,
    'The server is not the leader node and cannot handle the request.',
    'kurrent.rpc.NotLeaderNodeErrorDetails',
    new rpcErrorsV2.NotLeaderNodeErrorDetails().setCurrentLeader(
      new rpcErrorsV2.NotLeaderNodeErrorDetails.NodeInfo().setHost(host).setPort(port),
    ),
  );

export const tombstoned = (stream: string): Refusal =>
  inStreams(
    code.FAILED_PRECONDITION,
    `Stream '${stream}' has been tombstoned.`,
    'StreamTombstonedErrorDetails',
    new errorsV2.StreamTombstonedErrorDetails().setStream(stream),
  );

export const revisionConflict = ({ stream, expected, current }: Failure): Refusal =>
  inStreams(
    code.FAILED_PRECONDITION,
    `Append failed due to a revision conflict on stream '${stream}'. Expected revision: ${expected}. Actual revision: ${current}.`,
    'StreamRevisionConflictErrorDetails',
    new errorsV2.StreamRevisionConflictErrorDetails()
      .setStream(stream)
      .setExpectedRevision(String(expected))
      .setActualRevision(String(current)),
  );

/** @param failures  each with the index of its check, if there was one */
export const consistencyViolation = (failures: readonly (Failure & { readonly index?: number })[]): Refusal => {
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

export const streamTwice = (stream: string): Refusal =>
  inStreams(
    code.ABORTED,
    `Stream '${stream}' is already part of this append session.`,
    'StreamAlreadyInAppendSessionErrorDetails',
    new errorsV2.StreamAlreadyInAppendSessionErrorDetails().setStream(stream),
  );

export const recordTooLarge = (
  { stream, id }: { readonly stream: string; readonly id: string },
  bytes: number,
  maxBytes: number,
): Refusal =>
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

export const transactionTooLarge = (bytes: number, maxBytes: number): Refusal =>
  inStreams(
    code.ABORTED,
    `The total size of the append transaction (${bytes} bytes) exceeds the maximum allowed size of ${maxBytes} bytes.`,
    'AppendTransactionSizeExceededErrorDetails',
    new errorsV2.AppendTransactionSizeExceededErrorDetails().setSize(bytes).setMaxSize(maxBytes),
  );
