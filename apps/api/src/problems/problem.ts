import { HttpException } from '@nestjs/common';
import { BadAsOf, RowsBeingRebuilt } from '@jwg/read-models';
import { Invalid, NotFound } from '@jwg/application';
import {
  AppendRefused,
  CommandIdReused,
  Contended,
  EventIdConflict,
  EventTooLarge,
  Refused,
  StaleRevision,
  StoreOverloaded,
  StoreUnavailable,
  UnknownCursor,
} from '@jwg/event-sourcing';
import {
  BrokersUnavailable,
  IssuerUnavailable,
  NoBrokers,
  ReplayRefused,
  Unauthenticated,
  UnfitEvent,
} from '@jwg/platform';
import { NotAllowed, TooManyRequests } from '../access/refusals.js';
import { UnsupportedMediaType } from '../body/unsupported-media-type.js';
import { IfMatchMissing } from '../conventions/if-match-missing.js';
import { ImportProblems } from '../conventions/import-problems.js';
import { NotYetThere } from '../conventions/wait-for.js';
import { TooManyStreams } from '../events/too-many-streams.js';
import { problemTypes, uriOf, type ProblemType } from './catalogue.js';

/** RFC 9457. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** `urn:uuid:` and the id of the request, under which the server's log speaks of it. */
  readonly instance: string;
  /** The rules' own word, where they refused (docs/reference/refusals.md). */
  readonly code?: string;
  readonly wayOut?: string;
  /** What exactly is wrong, field by field. */
  readonly problems?: readonly FieldProblem[];
  /** How many problems more there are than are listed. */
  readonly moreProblems?: number;
  /** The revision that the stream is at. */
  readonly current?: number;
}

interface FieldProblem {
  /** JSON pointer into the body, or the name of a header; `/name` for what the address says. */
  readonly field: string;
  readonly rule: string;
  readonly wayOut?: string;
  readonly code?: string;
  /** Of a file to import: where in it. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

export interface Told {
  readonly problem: ProblemDetails;
  readonly headers: Readonly<Record<string, string>>;
}

type More = Partial<Omit<ProblemDetails, 'type' | 'title' | 'status' | 'instance'>> & {
  headers?: Record<string, string>;
};

/** What the client is told of an error; for one that nobody foresaw nothing of its inside. */
export const problemOf = (error: unknown, requestId: string): Told => {
  const [type, { headers = {}, detail, ...more }] = judged(error);
  const { status, title } = problemTypes[type];
  return {
    problem: {
      type: uriOf(type),
      title,
      status,
      detail: detail ?? (error as Error).message,
      instance: `urn:uuid:${requestId}`,
      ...more,
    },
    headers,
  };
};

const later = (seconds: number) => ({ 'Retry-After': String(seconds) });

const judged = (error: unknown): [ProblemType, More] => {
  if (error instanceof Invalid) {
    const moreProblems = Math.max(0, error.problems.length - MOST);
    const problems = error.problems.slice(0, MOST);
    return ['invalid', { detail: inWords(error.problems), problems, ...(moreProblems > 0 && { moreProblems }) }];
  }
  if (error instanceof UnfitEvent) return ['invalid', { problems: [{ field: error.field, rule: error.rule }] }];
  if (error instanceof UnknownCursor)
    return ['invalid', { problems: [{ field: '/after', rule: 'must be the `next` of the page before' }] }];
  if (error instanceof BadAsOf) {
    const { field, rule, wayOut } = error;
    return ['bad-as-of', { detail: rule, wayOut, problems: [{ field: `/${field}`, rule, wayOut }] }];
  }
  if (error instanceof Unauthenticated) return ['unauthenticated', { headers: challenge(error) }];
  if (error instanceof IssuerUnavailable) return ['unavailable', { headers: later(error.retryAfter) }];
  if (error instanceof NotAllowed) return ['not-allowed', {}];
  if (error instanceof NotFound) return ['not-found', {}];
  if (error instanceof Refused) return refused(error);
  if (error instanceof StaleRevision)
    return [
      'stale',
      { current: error.current, wayOut: 'Read it again and send its new ETag, if the command still makes sense.' },
    ];
  if (error instanceof AppendRefused) return ['too-large', { wayOut: 'Send less at once.' }];
  if (error instanceof EventTooLarge) return ['too-large', { wayOut: 'Divide it into several commands.' }];
  if (error instanceof UnsupportedMediaType) return ['unsupported-media-type', {}];
  if (error instanceof CommandIdReused || error instanceof EventIdConflict)
    return [
      'key-reused',
      {
        detail: 'This Idempotency-Key was used before for another command.',
        wayOut: 'Give each new command a key of its own.',
      },
    ];
  if (error instanceof ImportProblems)
    return ['import-problems', { problems: error.problems, moreProblems: error.moreProblems }];
  if (error instanceof IfMatchMissing)
    return ['if-match-missing', { wayOut: 'Read the commitment or session and send its ETag as If-Match.' }];
  if (error instanceof TooManyRequests) return ['too-many-requests', { headers: later(error.retryAfter) }];
  if (error instanceof NotYetThere)
    return ['not-yet-there', { headers: later(1), wayOut: 'Ask again, or leave atLeast out.' }];
  if (error instanceof TooManyStreams) return ['unavailable', { headers: later(30) }];
  if (error instanceof StoreOverloaded || error instanceof Contended)
    return ['unavailable', { headers: later(1), wayOut: SAME_KEY }];
  if (error instanceof StoreUnavailable || error instanceof RowsBeingRebuilt)
    return ['unavailable', { detail: unavailable(error), headers: later(5), wayOut: SAME_KEY }];
  if (error instanceof ReplayRefused) return ['replay-refused', { wayOut: OTHER_REPLAY }];
  if (error instanceof NoBrokers)
    return ['no-brokers', { detail: 'No brokers are set for this server.', wayOut: BY_HTTP }];
  if (error instanceof BrokersUnavailable) return ['unavailable', { headers: later(5), wayOut: ASK_AGAIN }];
  if (error instanceof HttpException) return ofFramework(error.getStatus(), error.message);
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  if (typeof statusCode === 'number') return ofFramework(statusCode, (error as Error).message);
  return internal;
};

const SAME_KEY = 'Try again; with the same Idempotency-Key nothing is done twice.';

const OTHER_REPLAY = 'Ask for positions within the ledger, under a name that no replay of others has.';
const BY_HTTP = 'Read the same events by HTTP: GET /v1/events and /v1/events/stream.';
const ASK_AGAIN = 'Ask again; a replay goes on where it was, and nothing of it comes twice.';

const internal: [ProblemType, More] = [
  'internal',
  { detail: 'It is not your fault. The log has the particulars under the id in `instance`.' },
];

const unavailable = (error: Error) =>
  error instanceof RowsBeingRebuilt
    ? error.message
    : 'The ledger cannot be reached; it is unknown whether the command was written.';

// Each side speaks and works for itself; what is another institution's is not there for a focal point to act on.
const refused = ({ code, detail }: Refused): [ProblemType, More] => {
  if (code === 'ROLE_MAY_NOT' || code === 'OTHER_SIDE') return ['not-allowed', { code, detail }];
  return [code === 'OTHER_INSTITUTION' ? 'not-found' : 'refused', { code, detail }];
};

const challenge = ({ reason, message }: Unauthenticated): Record<string, string> => ({
  'WWW-Authenticate':
    reason === 'missing'
      ? 'Bearer realm="jwg-ledger"'
      : `Bearer realm="jwg-ledger", error="invalid_token", error_description="${message}"`,
});

const ofFramework = (status: number, message: string): [ProblemType, More] => {
  switch (status) {
    case 404:
      return ['not-found', { detail: message }];
    case 413:
      return ['too-large', { detail: 'The body is larger than this address takes.' }];
    case 414:
    case 431:
      return ['invalid', { detail: 'The address or the headers are too long.' }];
    case 415:
      return ['unsupported-media-type', { detail: new UnsupportedMediaType().message }];
    case 503:
      return ['unavailable', { headers: later(1), detail: 'The server is stopping.' }];
    default:
      return status >= 500 ? internal : ['invalid', { detail: message }];
  }
};

/** A body can have more things wrong than anybody wants to be told at once. */
const MOST = 100;

const inWords = (problems: readonly { field: string; rule: string }[]): string => {
  const [first] = problems;
  const rest = problems.length - 1;
  const more = rest > 0 ? ` There ${rest === 1 ? 'is one problem' : `are ${rest} problems`} more.` : '';
  return first ? `${first.field || 'The body'} ${first.rule}.${more}` : 'It does not fit.';
};
