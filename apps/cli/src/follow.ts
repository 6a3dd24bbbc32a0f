import { setTimeout as sleep } from 'node:timers/promises';
import type { FeedEvent } from '@jwg/application';
import { receive, ServerSaidNo } from './server.js';

const RETRY_MS = 2_000;

/**
 * The published events of a running server, each as soon as it is written, without end. After a broken connection it
 * continues after the last event; a refusal by the server ends it.
 *
 * @throws Failure, ServerSaidNo
 */
export async function* follow(url: string): AsyncGenerator<FeedEvent> {
  let last: string | undefined;
  for (let isConnected = false; ; await sleep(RETRY_MS)) {
    const headers = { accept: 'text/event-stream', ...(last !== undefined && { 'last-event-id': last }) };
    try {
      const pieces = await receive(url, headers);
      isConnected = true;
      for await (const line of linesOf(pieces)) {
        if (line.startsWith('id: ')) last = line.slice('id: '.length);
        if (line.startsWith('data: ')) yield JSON.parse(line.slice('data: '.length)) as FeedEvent;
      }
    } catch (error) {
      // A server or network that was reached before will come back; one that was never reached is a mistyped address.
      const isBroken = !(error instanceof ServerSaidNo) || ['failed', 'unavailable', 'busy'].includes(error.kind);
      if (!isConnected || !isBroken) throw error;
    }
  }
}

async function* linesOf(pieces: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of pieces.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
}
