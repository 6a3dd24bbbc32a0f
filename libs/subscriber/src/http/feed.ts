import type { CloudEvent } from '@jwg/published-language';
import { serverSentEvents, type Message } from './server-sent-events.js';

const ANSWER_MS = 30_000;
const SILENCE_MS = 45_000; // the ledger sends a heartbeat every 15 s
const PAGE = 500;

/** The ledger refuses the request for good: the token is not valid, or the address is wrong. A retry does not help. */
export class RefusedByLedger extends Error {
  override readonly name = 'RefusedByLedger';
}

export interface Page {
  readonly events: readonly CloudEvent[];
  /** The cursor to continue from; `undefined` while the ledger is empty. */
  readonly cursor: string | undefined;
  readonly more: boolean;
}

/** The ledger's events over HTTP: stored events page by page, new events as a stream. */
export interface Feed {
  page(after: string | undefined, signal: AbortSignal): Promise<Page>;
  /** Ends when the ledger ends it. Rejects when the connection breaks or stays silent for too long. */
  stream(after: string | undefined, signal: AbortSignal): AsyncIterable<Message>;
}

export interface FeedOptions {
  readonly url: string;
  readonly token: string | (() => string | Promise<string>);
  /** The types of event to read; `undefined` for all. */
  readonly types: readonly string[] | undefined;
}

export const newFeed = ({ url, token, types }: FeedOptions): Feed => {
  const get = async (path: string, query: Record<string, string | undefined>, accept: string, signal: AbortSignal) => {
    const address = new URL(`${url.replace(/\/$/, '')}${path}`);
    for (const [name, value] of Object.entries({ ...query, types: types?.join(',') || undefined }))
      if (value !== undefined) address.searchParams.set(name, value);
    const authorization = `Bearer ${typeof token === 'string' ? token : await token()}`;
    const answer = await fetch(address, { headers: { accept, authorization }, signal });
    if (answer.ok) return answer;
    const said = `${address.pathname} was answered ${answer.status}: ${(await answer.text()).slice(0, 500)}`;
    throw isForGood(answer.status) ? new RefusedByLedger(said) : new Error(said);
  };
  return {
    async page(after, signal) {
      const within = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]);
      const query = { after, limit: String(PAGE) };
      const answer = await get('/v1/events/batch', query, 'application/cloudevents-batch+json', within);
      return {
        events: (await answer.json()) as CloudEvent[],
        cursor: answer.headers.get('cursor') ?? after,
        more: /rel="?next"?/.test(answer.headers.get('link') ?? ''),
      };
    },
    async *stream(after, signal) {
      const silence = new AbortController();
      const within = AbortSignal.any([signal, silence.signal]);
      const answer = await get('/v1/events/stream', { after }, 'text/event-stream', within);
      yield* serverSentEvents(heard(answer.body!, silence));
    },
  };
};

const isForGood = (status: number) => status >= 400 && status < 500 && status !== 408 && status !== 429;

/**
 * Yields the text as it arrives. The silence is measured only during a read, so a slow handler does not count as
 * silence.
 */
async function* heard(body: ReadableStream<Uint8Array>, silence: AbortController): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const timer = setTimeout(() => silence.abort(new Error(`Nothing came for ${SILENCE_MS / 1_000} s`)), SILENCE_MS);
      const { done, value } = await reader.read().finally(() => clearTimeout(timer));
      if (done) return;
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
