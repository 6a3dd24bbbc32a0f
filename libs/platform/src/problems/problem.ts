import type { LedgerError } from '@jwg/event-sourcing';
import { wayOutOf, type ChangedField } from '@jwg/domain';
import type { Changer } from '../writing/stale-revision.js';
import { isProblemType, problemTypes, uriOf, type ProblemType } from './catalogue.js';
import { internal, kinds, refusals, type Problem } from './kinds.js';

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
  /** What can be done about it. */
  readonly wayOut: string;
  /** What exactly is wrong, field by field. */
  readonly problems?: readonly FieldProblem[];
  /** How many problems more there are than are listed. */
  readonly moreProblems?: number;
  /** The revision that the stream is at. */
  readonly current?: number;
  /** Where it has changed meanwhile: what stands otherwise than at the revision that was sent. */
  readonly changed?: readonly ChangedField[];
  /** Who changed it, and by what; at most twenty, the latest last. */
  readonly by?: readonly Changer[];
}

export interface FieldProblem {
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

export interface ProblemAnswer {
  readonly problem: ProblemDetails;
  readonly headers: Readonly<Record<string, string>>;
}

/** The type of problem for an error, with its members. */
export type ProblemMembers = Partial<Omit<ProblemDetails, 'type' | 'title' | 'status' | 'instance'>> & {
  readonly type: ProblemType;
  readonly retryAfter?: number;
  readonly challenge?: string;
};

/** A question writes nothing: its way out names no key, and its detail no command. */
export const askedFor = (members: ProblemMembers, error?: LedgerError): ProblemMembers => ({
  ...members,
  ...(members.wayOut === undefined && waysOutOfQuestions[members.type]),
  ...(members.type === 'unavailable' && error?.detailOfQuestion && { detail: error.detailOfQuestion }),
});

const waysOutOfQuestions: Partial<Record<ProblemType, { readonly wayOut: string }>> = {
  unavailable: { wayOut: 'Ask again a little later.' },
  internal: { wayOut: 'Report the id in `instance` to those who run the server.' },
};

/** The whole problem of a type, with what is sent beside it. */
export const problemFrom = (members: ProblemMembers, requestId: string): ProblemAnswer => {
  const { type, retryAfter, challenge, detail = problemTypes[type].title, ...more } = members;
  const { status, title, wayOut } = problemTypes[type];
  return {
    problem: { type: uriOf(type), title, status, detail, instance: `urn:uuid:${requestId}`, wayOut, ...more },
    headers: {
      ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
      ...(challenge !== undefined && { 'WWW-Authenticate': challenge }),
    },
  };
};

/** Fields that the problem copies from the error under the same name; `reason` goes into the challenge. */
type Fields = Pick<ProblemDetails, 'code' | 'current' | 'changed' | 'by' | 'problems' | 'moreProblems'> & {
  readonly reason?: string;
};

/** What the problem of an error of ours has to say. */
export const problemMembers = (error: LedgerError & Fields): ProblemMembers => {
  const { code, current, changed, by, problems, moreProblems, retryAfter } = error;
  const known: Problem = isProblemType(error.type) ? { type: error.type } : kinds[error.kind];
  const type = refusals[code ?? ''] ?? known.type;
  if (type === 'internal') return internal;
  const wayOut = error.wayOut ?? wayOutOf(code);
  return {
    type,
    detail: known.detail ?? error.detail ?? error.message,
    ...(code !== undefined && { code }),
    ...(current !== undefined && { current }),
    ...(changed !== undefined && { changed }),
    ...(by !== undefined && { by }),
    ...(wayOut !== undefined && { wayOut }),
    ...(problems !== undefined && (moreProblems === undefined ? firstOf(problems) : { problems, moreProblems })),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(type === 'unauthenticated' && { challenge: challenge(error) }),
  };
};

/** The most problems in one answer: a body can have more than anybody wants to read at once. */
const MOST = 100;

const firstOf = (problems: readonly FieldProblem[]): Partial<ProblemMembers> => {
  const moreProblems = Math.max(0, problems.length - MOST);
  return { problems: problems.slice(0, MOST), ...(moreProblems > 0 && { moreProblems }) };
};

const challenge = ({ reason, message }: Fields & Error): string =>
  reason === 'missing'
    ? 'Bearer realm="jwg-ledger"'
    : `Bearer realm="jwg-ledger", error="invalid_token", error_description="${message}"`;
