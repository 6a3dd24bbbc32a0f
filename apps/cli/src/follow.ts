import { setTimeout as sleep } from 'node:timers/promises';
import type { FeedEvent } from '@jwg/application';
import { receive, ServerSaidNo } from './server.js';

const RETRY_MS = 2_000;

/**
 * The published events of a running server, each as soon as it is written, without end. Where the connection breaks it
 * goes on behind the last one; what the server refuses ends it.
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
      // A server that stops, or a network that is gone, comes back; one that is not there at all is a slip in the address.
      const isBroken = !(error instanceof ServerSaidNo) || error.kind === 'failed';
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
