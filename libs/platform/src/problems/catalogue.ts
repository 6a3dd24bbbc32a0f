import type { ErrorKind } from '@jwg/event-sourcing';

/**
 * Every type of problem that a server answers with; docs/reference/problems.md has a section for each. `kind`: what a
 * caller makes of it who reads the answer of a server. `wayOut`: what can be done, where the error itself does not say it.
 */
export const problemTypes = {
  invalid: {
    status: 400,
    title: 'Something in the request does not fit',
    kind: 'invalid',
    wayOut: 'Correct what is listed, and send it again.',
  },
  'bad-as-of': {
    status: 400,
    title: 'The moment cannot be asked for',
    kind: 'invalid',
    wayOut: 'Ask for a moment that the ledger knows, or leave asOf out for now.',
  },
  unauthenticated: {
    status: 401,
    title: 'No valid token',
    kind: 'unauthenticated',
    wayOut: 'Get a token from those who run the server, and send it as a bearer token.',
  },
  'not-allowed': {
    status: 403,
    title: 'Not allowed',
    kind: 'notAllowed',
    wayOut: 'Have it done in the right role, or on the right side.',
  },
  'cross-site': {
    status: 403,
    title: 'Not from a page of this ledger',
    kind: 'notAllowed',
    wayOut: 'Use the ledger’s own page; a program sends a bearer token and no cookie.',
  },
  'sign-in-failed': { status: 403, title: 'The sign-in failed', kind: 'notAllowed', wayOut: 'Sign in again.' },
  'not-found': {
    status: 404,
    title: 'There is no such thing',
    kind: 'notFound',
    wayOut: 'Correct the id or the address; the lists show what there is.',
  },
  'timed-out': { status: 408, title: 'The request did not come whole in time', kind: 'busy', wayOut: 'Send it again.' },
  refused: {
    status: 409,
    title: 'Refused by the rules',
    kind: 'refused',
    wayOut: 'Change what stands in the way, and send it again.',
  },
  implausible: {
    status: 409,
    title: 'Allowed, and probably a mistake',
    kind: 'refused',
    wayOut: 'Correct it, or confirm the codes that are listed.',
  },
  'replay-refused': {
    status: 409,
    title: 'The replay cannot be begun so',
    kind: 'refused',
    wayOut: 'Choose positions within the ledger, and a new name.',
  },
  'link-late': { status: 410, title: 'The link has ended', kind: 'refused', wayOut: 'Ask for a new one.' },
  'link-used': {
    status: 410,
    title: 'The link was used before',
    kind: 'refused',
    wayOut: 'If it was not you, tell those who run the server. Ask for a new one.',
  },
  stale: {
    status: 412,
    title: 'It has changed meanwhile',
    kind: 'stale',
    wayOut: 'Read it again and send its new ETag, if the command still makes sense.',
  },
  'too-large': { status: 413, title: 'Too large', kind: 'tooLarge', wayOut: 'Divide it.' },
  'unsupported-media-type': {
    status: 415,
    title: 'Another content type is wanted',
    kind: 'invalid',
    wayOut: 'Send application/json; a file to import may be application/yaml.',
  },
  'key-reused': {
    status: 422,
    title: 'The Idempotency-Key belongs to another command',
    kind: 'reused',
    wayOut: 'Give each new command a key of its own.',
  },
  'import-problems': {
    status: 422,
    title: 'The record has problems',
    kind: 'refused',
    wayOut: 'Correct what is listed; ?dryRun=true checks the file without writing.',
  },
  'if-match-missing': {
    status: 428,
    title: 'If-Match is missing',
    kind: 'stale',
    wayOut: 'Read it, and send its ETag as If-Match.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    kind: 'turnedAway',
    wayOut: 'Wait as long as Retry-After says.',
  },
  internal: {
    status: 500,
    title: 'Something went wrong here',
    kind: 'failed',
    wayOut:
      'Report the id in `instance` to those who run the server. With the same Idempotency-Key nothing is done twice.',
  },
  'no-brokers': {
    status: 501,
    title: 'Nothing is relayed here',
    kind: 'misconfigured',
    wayOut: 'Read the same events over HTTP, or ask those who run the server to set brokers.',
  },
  unavailable: {
    status: 503,
    title: 'Not available right now',
    kind: 'unavailable',
    wayOut: 'Try again; with the same Idempotency-Key nothing is done twice.',
  },
  'not-yet-there': {
    status: 503,
    title: 'The read models are not there yet',
    kind: 'busy',
    wayOut: 'Ask again, or without atLeast for what is known so far.',
  },
} as const satisfies Readonly<Record<string, { status: number; title: string; kind: ErrorKind; wayOut: string }>>;

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
