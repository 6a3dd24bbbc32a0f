/** Every type of problem that this API answers with; docs/reference/problems.md has a section for each. */
export const problemTypes = {
  invalid: { status: 400, title: 'Something in the request does not fit' },
  'bad-as-of': { status: 400, title: 'The moment cannot be asked for' },
  unauthenticated: { status: 401, title: 'No valid token' },
  'not-allowed': { status: 403, title: 'Not allowed' },
  'not-found': { status: 404, title: 'There is no such thing' },
  'timed-out': { status: 408, title: 'The request did not come whole in time' },
  refused: { status: 409, title: 'Refused by the rules' },
  'replay-refused': { status: 409, title: 'The replay cannot be begun so' },
  stale: { status: 412, title: 'It has changed meanwhile' },
  'too-large': { status: 413, title: 'Too large' },
  'unsupported-media-type': { status: 415, title: 'Another content type is wanted' },
  'key-reused': { status: 422, title: 'The Idempotency-Key belongs to another command' },
  'import-problems': { status: 422, title: 'The record has problems' },
  'if-match-missing': { status: 428, title: 'If-Match is missing' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong here' },
  'no-brokers': { status: 501, title: 'Nothing is relayed here' },
  unavailable: { status: 503, title: 'Not available right now' },
  'not-yet-there': { status: 503, title: 'The read models are not there yet' },
} as const;

export type ProblemType = keyof typeof problemTypes;

export const isProblemType = (word: string | undefined): word is ProblemType =>
  word !== undefined && Object.hasOwn(problemTypes, word);

/** A stable URN, not a URL. docs/reference/problems.md explains each type under the word after the last colon. */
export const uriOf = (type: ProblemType): string => `urn:jwg:problem:${type}`;
