import { grpc } from './protocol.mjs';

const { Metadata, status: code } = grpc;

/** An answer that is no answer: a gRPC status, as the server ends a call with it. */
export class Refusal extends Error {
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
