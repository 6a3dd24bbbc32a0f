import { stringifySearch } from '../moment/search-text.js';
import { inWords } from '../words/unnamed.js';
import { Problem, problemOf } from './problem.js';

/** The path under which a proxy gives this ledger out; '' if it has none. The server writes it into the page. */
export const publicPath = document.documentElement.dataset['base'] ?? '';

type Parameters = Readonly<Record<string, unknown>>;

/** The address of a question; also its key among the answers that are kept. */
export const addressOf = (path: string, parameters: Parameters = {}): string =>
  `${publicPath}${path}${stringifySearch(parameters)}`;

/**
 * Asks the API. The browser's own cache sends the ETag and keeps answers that never change.
 *
 * @throws Problem  it says no, or cannot be reached
 */
export const getJson = async <T>(path: string, parameters: Parameters = {}, signal?: AbortSignal): Promise<T> => {
  const answer = await reach(addressOf(path, parameters), { headers: { accept: 'application/json' }, signal });
  return parsed<T>(await answer.text());
};

/** An answer as it came, each byte of it. */
export const getText = async (path: string, parameters: Parameters = {}): Promise<string> =>
  (await reach(addressOf(path, parameters), { headers: { accept: 'application/json' } })).text();

/** An answer with its ETag, which a command sends back to say what its sender saw. */
export const getTagged = async <T>(path: string): Promise<{ readonly body: T; readonly etag: string }> => {
  const answer = await reach(addressOf(path), { headers: { accept: 'application/json' }, cache: 'no-cache' });
  return { body: parsed<T>(await answer.text()), etag: answer.headers.get('etag') ?? '' };
};

/** What came of a command: its answer, and the ETag and cursor that the next question needs. */
export interface Sent<T> {
  readonly body: T;
  readonly etag: string | null;
  readonly cursor: string | null;
}

export interface Sending {
  /** Made when the form was opened: however often this is sent, it is recorded once. A rehearsal has none. */
  readonly key?: string;
  /** What the sender saw; the API answers `stale` if it has changed since. */
  readonly ifMatch?: string;
  readonly csrf?: string;
  readonly parameters?: Parameters;
}

/**
 * Sends a command.
 *
 * @throws Problem  it is refused, or nobody knows whether it arrived: send it again with the same key
 */
export const postJson = async <T>(path: string, body: unknown, sending: Sending): Promise<Sent<T>> => {
  const { key, ifMatch, csrf, parameters } = sending;
  const answer = await reach(addressOf(path, parameters), {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(key !== undefined && { 'idempotency-key': key }),
      ...(ifMatch !== undefined && { 'if-match': ifMatch }),
      ...(csrf !== undefined && { 'x-jwg-csrf': csrf }),
    },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  return {
    body: text === '' ? (undefined as T) : parsed<T>(text),
    etag: answer.headers.get('etag'),
    cursor: answer.headers.get('cursor'),
  };
};

/** Where a person is not named any more, the API says so in English; it is said in the page's language. */
const parsed = <T>(text: string): T => JSON.parse(inWords(text)) as T;

const reach = async (address: string, request: RequestInit): Promise<Response> => {
  const answer = await fetch(address, { credentials: 'same-origin', ...request }).catch((error: Error) => {
    if (error.name === 'AbortError') throw error;
    throw new Problem('no-answer', 0, 'The line is lost.', undefined);
  });
  if (!answer.ok) throw await problemOf(answer);
  return answer;
};
