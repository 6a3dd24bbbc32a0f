import type { Failure } from './expected.ts';
import { grpc } from './protocol.ts';

const { Metadata, status: code } = grpc;

/** The gRPC status with which the server ends a call instead of an answer. */
export class Refusal extends Error {
  readonly code: grpc.status;
  readonly details: string;
  readonly metadata: grpc.Metadata;

  constructor(statusCode: grpc.status, details: string, metadata = new Metadata()) {
    super(details);
    this.code = statusCode;
    this.details = details;
    this.metadata = metadata;
  }
}

/** Host and port of the leader. */
export interface Leader {
  readonly host: string;
  readonly port: number;
}

const named = (statusCode: grpc.status, details: string, entries: Record<string, string | number>) => {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(entries)) metadata.set(key, String(value));
  return new Refusal(statusCode, details, metadata);
};

export const unavailable = (why = 'Server Is Not Ready'): Refusal => new Refusal(code.UNAVAILABLE, why);
export const invalidArgument = (why: string): Refusal => new Refusal(code.INVALID_ARGUMENT, why);

/** A field that the request must have, although Protobuf makes every field optional. */
export const given = <T>(field: T | undefined): T => {
  if (field === undefined) throw invalidArgument('The request lacks a field.');
  return field;
};

export const invalidPosition = (): Refusal => invalidArgument('Trying to read from an invalid position.');
export const unauthenticated = (): Refusal => new Refusal(code.UNAUTHENTICATED, 'Unauthenticated');
export const accessDenied = (): Refusal =>
  named(code.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

export const streamDeleted = (stream: string): Refusal =>
  named(code.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

export const notLeader = ({ host, port }: Leader): Refusal =>
  named(code.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': port,
  });

export const wrongVersion = (operation: string, { stream, expected, current }: Failure): Refusal =>
  named(code.FAILED_PRECONDITION, `${operation} failed due to WrongExpectedVersion.`, {
    exception: 'wrong-expected-version',
    'stream-name': stream,
    'expected-version': expected,
    'actual-version': current,
  });

export const appendTooLarge = (maxBytes: number): Refusal =>
  named(code.INVALID_ARGUMENT, `Maximum Append Size of ${maxBytes} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': maxBytes,
  });
