import { EventSourceParserStream } from 'eventsource-parser/stream';
import { publicPath } from '../api/fetch-json.js';
import type { Changed, Told } from './changes.js';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** Reads the stream of changes until it is told to stop, and tells what comes and how the line stands. */
export const readChanges = async (tell: (told: Told) => void, signal: AbortSignal): Promise<void> => {
  let [after, pause, since]: [string, number, number | undefined] = ['end', FIRST_PAUSE_MS, undefined];
  while (!signal.aborted) {
    let asked: number | undefined;
    try {
      const answer = await fetch(`${publicPath}/v1/changes/stream?after=${encodeURIComponent(after)}`, {
        headers: { accept: 'text/event-stream' },
        credentials: 'same-origin',
        signal,
      });
      if (!answer.ok || !answer.body) {
        asked = Number(answer.headers.get('retry-after') ?? 0) * 1000;
        throw new Error(String(answer.status));
      }
      tell({ liveness: { is: 'live' } });
      [pause, since] = [FIRST_PAUSE_MS, undefined];
      const events = answer.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
      for await (const { event, id, data } of events as unknown as AsyncIterable<{
        event?: string;
        id?: string;
        data: string;
      }>) {
        if (id !== undefined && id !== '') after = id;
        if (event === 'changed') tell({ changed: JSON.parse(data) as Changed });
      }
    } catch {
      if (signal.aborted) return;
    }
    since ??= Date.now();
    tell({ liveness: { is: 'lost', since } });
    await sleep(Math.max(pause, asked ?? 0), signal);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
};

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
