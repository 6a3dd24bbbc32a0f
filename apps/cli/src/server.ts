import { kindOfProblem, LedgerError, variable, type ErrorKind, type ProblemDetails } from '@jwg/platform';
import { Failure } from './failures.js';

/** The problem of a server: its members as far as it sent them. */
export type Problem = Partial<ProblemDetails>;

/** A server refused a request, or there is none. The error has the kind that the same refusal has on this machine. */
export class ServerSaidNo extends LedgerError {
  override readonly name = 'ServerSaidNo';
  declare readonly type?: string;
  declare readonly detail?: string;
  declare readonly wayOut?: string;
  declare readonly code?: string;
  declare readonly problems?: Problem['problems'];
  constructor(
    message: string,
    readonly kind: ErrorKind = 'failed',
    { type, detail, wayOut, code, problems }: Problem = {},
  ) {
    super(message);
    const said = { type: type?.slice(type.lastIndexOf(':') + 1), detail, code, problems, wayOut };
    Object.assign(this, Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)));
  }
}

/** The refusal that a server's problem is. Its words for HTTP alone are not taken over. */
const refusalIn = (problem: Problem): ServerSaidNo => {
  const { type = '', title = 'The server said no', detail = title, problems = [] } = problem;
  const message =
    problems.length > 0
      ? problems.map(({ field, rule, wayOut }) => [field, rule, wayOut].filter(Boolean).join(' ')).join('\n')
      : [detail, /:internal$/.test(type) ? problem.instance : undefined].filter(Boolean).join(' ');
  const ofHttp = /:(stale|if-match-missing|key-reused|unavailable)$/.test(type);
  return new ServerSaidNo(message, kindOfProblem(problem), ofHttp ? { ...problem, wayOut: undefined } : problem);
};

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
  const answer = await fetched(url, { method, headers: { accept: 'application/json', ...headers }, body });
  const said = await answer.json().catch(() => undefined);
  if (answer.ok && said !== undefined) return said;
  const problem = problemIn(url, answer, said);
  const instead = unless(problem);
  if (instead !== undefined) return instead;
  throw refusalIn(problem);
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
  throw refusalIn(problem);
};

const problemIn = (url: string, answer: Response, said: unknown): Problem => {
  if (!answer.headers.get('content-type')?.startsWith('application/problem+json')) throw stranger(url, answer);
  return said as Problem;
};

/**
 * What a process says to probes, which need no token; a 503 says it, too.
 *
 * @throws ServerSaidNo
 */
export const probe = async (url: string): Promise<unknown> => {
  const answer = await reached(url, { headers: { accept: 'application/json' } });
  const said: unknown = await answer.json().catch(() => undefined);
  if (said === undefined || (answer.status !== 200 && answer.status !== 503)) throw stranger(url, answer);
  return said;
};

const stranger = (url: string, { status }: Response) =>
  new ServerSaidNo(`${url} answered ${status}; is it a JWG Ledger?`);

interface Init extends RequestInit {
  readonly headers: Readonly<Record<string, string>>;
}

const fetched = (url: string, init: Init): Promise<Response> => {
  const headers = {
    ...init.headers,
    authorization: `Bearer ${token()}`,
    accept: `${init.headers.accept}, application/problem+json`,
  };
  return reached(url, { ...init, headers });
};

const reached = async (url: string, init: Init): Promise<Response> => {
  try {
    return await fetch(url, { ...init, redirect: 'error' }); // the token is only for this server
  } catch (error) {
    const { cause, message } = error as Error & { cause?: Error };
    throw new ServerSaidNo(`${new URL(url).origin} cannot be reached: ${cause?.message || message}`, 'unavailable', {
      wayOut: 'See whether it runs, and whether --url names it.',
    });
  }
};

const token = (): string => {
  const found = variable(process.env, 'JWG_TOKEN');
  if (found === undefined)
    throw new Failure(
      'invalid',
      'Set JWG_TOKEN to a token for that server: jwg token makes one beside its data folder.',
    );
  if (!/^[\x21-\x7e]+$/.test(found))
    throw new Failure('invalid', 'JWG_TOKEN is not a token. Set it to what jwg token prints, and to nothing else.');
  return found;
};
