import { LedgerError, variable, type ErrorKind } from '@jwg/platform';
import { Failure } from './failures.js';

/** A server refused a request. The error has the kind that the same refusal has on this machine. */
export class ServerSaidNo extends LedgerError {
  override readonly name = 'ServerSaidNo';
  constructor(
    message: string,
    readonly kind: ErrorKind = 'failed',
  ) {
    super(message);
  }
}

/** RFC 9457, with this API's members. */
export interface Problem {
  readonly type?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly code?: string;
  readonly wayOut?: string;
  readonly problems?: readonly { field: string; rule: string; wayOut?: string }[];
}

interface Sent {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** Returns the answer for a problem that is a valid result of this request; undefined for all others. */
  readonly unless?: (problem: Problem) => unknown;
}

/**
 * Sends one request to a running server, as the actor of JWG_TOKEN.
 *
 * @throws Failure, ServerSaidNo
 */
export const request = async ({
  url,
  method = 'POST',
  headers,
  body,
  unless = () => undefined,
}: Sent): Promise<unknown> => {
  const answer = await fetched(url, { method, headers: { ...headers, accept: 'application/json' }, body });
  const said = await answer.json().catch(() => undefined);
  if (answer.ok && said !== undefined) return said;
  const problem = problemIn(url, answer, said);
  const instead = unless(problem);
  if (instead !== undefined) return instead;
  throw new ServerSaidNo(reasonIn(problem), kindOfProblem(problem));
};

/**
 * Yields a running server's stream piece by piece, as the actor of JWG_TOKEN.
 *
 * @throws Failure, ServerSaidNo
 */
export const receive = async (
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> => {
  const answer = await fetched(url, { headers });
  if (answer.ok && answer.body) return answer.body;
  const problem = problemIn(url, answer, await answer.json().catch(() => undefined));
  throw new ServerSaidNo(reasonIn(problem), kindOfProblem(problem));
};

const problemIn = (url: string, answer: Response, said: unknown): Problem => {
  if (!answer.headers.get('content-type')?.startsWith('application/problem+json'))
    throw new ServerSaidNo(`${url} answered ${answer.status}; is it a JWG Ledger?`);
  return said as Problem;
};

interface Init extends RequestInit {
  readonly headers: Readonly<Record<string, string>>;
}

const fetched = async (url: string, init: Init): Promise<Response> => {
  const headers = {
    ...init.headers,
    authorization: `Bearer ${token()}`,
    accept: `${init.headers.accept}, application/problem+json`,
  };
  try {
    return await fetch(url, { ...init, headers, redirect: 'error' }); // the token is only for this server
  } catch (error) {
    const { cause, message } = error as Error & { cause?: Error };
    throw new ServerSaidNo(`${new URL(url).origin} cannot be reached: ${cause?.message || message}`);
  }
};

const token = (): string => {
  const found = variable(process.env, 'JWG_TOKEN');
  if (found === undefined)
    throw new Failure(
      'invalid',
      'Set JWG_TOKEN to a token for that server: jwg token makes one beside its data folder.',
    );
  if (!/^[\x21-\x7e]+$/.test(found)) throw new Failure('invalid', 'JWG_TOKEN is not a token.');
  return found;
};

const reasonIn = ({
  type = '',
  title = 'The server said no',
  detail = title,
  code,
  wayOut,
  problems,
}: Problem): string => {
  if (problems && problems.length > 0)
    return problems.map(({ field, rule, wayOut }) => [field, rule, wayOut].filter(Boolean).join(' ')).join('\n');
  const option = /:(stale|if-match-missing)$/.test(type) ? 'Here that is --revision <n>.' : '';
  return [sentence(code ? `Refused (${code}): ${detail}` : detail), wayOut, option].filter(Boolean).join(' ');
};

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** By the last word of a problem's type (docs/reference/problems.md). Any other type means a failed or busy server. */
const kinds: Readonly<Record<string, ErrorKind>> = {
  invalid: 'invalid',
  'bad-as-of': 'invalid',
  'unsupported-media-type': 'invalid',
  'too-large': 'tooLarge',
  unauthenticated: 'unauthenticated',
  'not-allowed': 'notAllowed',
  'not-found': 'notFound',
  refused: 'refused',
  'replay-refused': 'refused',
  'import-problems': 'refused',
  stale: 'stale',
  'if-match-missing': 'stale',
  'key-reused': 'reused',
};

/** The kind of error that a server's problem is. */
export const kindOfProblem = ({ type = '' }: Pick<Problem, 'type'>): ErrorKind =>
  kinds[type.slice(type.lastIndexOf(':') + 1)] ?? 'failed';

/** The URL of a server without slashes at its end; a query string or fragment is refused. */
export const server = (text: string): string => {
  if (!/^https?:\/\/[^?#]+$/.test(text) || !URL.canParse(text))
    throw new Failure('invalid', `--url takes the address of a server, like http://127.0.0.1:3000, not ${text}.`);
  return text.replace(/\/+$/, '');
};
