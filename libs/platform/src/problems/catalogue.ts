import type { ErrorKind } from '@jwg/event-sourcing';

/**
 * Every type of problem that a server answers with; docs/reference/problems.md has a section for each. `kind`: what a
 * caller makes of it who reads the answer of a server.
 */
export const problemTypes = {
  invalid: { status: 400, title: 'Something in the request does not fit', kind: 'invalid' },
  'bad-as-of': { status: 400, title: 'The moment cannot be asked for', kind: 'invalid' },
  unauthenticated: { status: 401, title: 'No valid token', kind: 'unauthenticated' },
  'not-allowed': { status: 403, title: 'Not allowed', kind: 'notAllowed' },
  'not-found': { status: 404, title: 'There is no such thing', kind: 'notFound' },
  'timed-out': { status: 408, title: 'The request did not come whole in time', kind: 'busy' },
  refused: { status: 409, title: 'Refused by the rules', kind: 'refused' },
  implausible: { status: 409, title: 'Allowed, and probably a mistake', kind: 'refused' },
  'replay-refused': { status: 409, title: 'The replay cannot be begun so', kind: 'refused' },
  stale: { status: 412, title: 'It has changed meanwhile', kind: 'stale' },
  'too-large': { status: 413, title: 'Too large', kind: 'tooLarge' },
  'unsupported-media-type': { status: 415, title: 'Another content type is wanted', kind: 'invalid' },
  'key-reused': { status: 422, title: 'The Idempotency-Key belongs to another command', kind: 'reused' },
  'import-problems': { status: 422, title: 'The record has problems', kind: 'refused' },
  'if-match-missing': { status: 428, title: 'If-Match is missing', kind: 'stale' },
  'too-many-requests': { status: 429, title: 'Too many requests', kind: 'turnedAway' },
  internal: { status: 500, title: 'Something went wrong here', kind: 'failed' },
  'no-brokers': { status: 501, title: 'Nothing is relayed here', kind: 'misconfigured' },
  unavailable: { status: 503, title: 'Not available right now', kind: 'unavailable' },
  'not-yet-there': { status: 503, title: 'The read models are not there yet', kind: 'busy' },
} as const satisfies Readonly<Record<string, { status: number; title: string; kind: ErrorKind }>>;

export type ProblemType = keyof typeof problemTypes;

export const isProblemType = (word: string | undefined): word is ProblemType =>
  word !== undefined && Object.hasOwn(problemTypes, word);

/** A stable URN, not a URL. docs/reference/problems.md explains each type under the word after the last colon. */
export const uriOf = (type: ProblemType): string => `urn:jwg:problem:${type}`;

/** The kind of error that a server's problem is, by its type. A type that is not known yet has failed. */
export const kindOfProblem = ({ type = '' }: { readonly type?: string }): ErrorKind => {
  const word = type.slice(type.lastIndexOf(':') + 1);
  return isProblemType(word) ? problemTypes[word].kind : 'failed';
};
