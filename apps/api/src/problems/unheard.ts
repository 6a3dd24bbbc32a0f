import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { problemFrom } from '@jwg/platform';

/** The answer to bytes that never became a request: no HTTP, too large headers, or not complete in time. */
export const answerUnheard = ({ code }: { code?: string }, socket: Socket): void => {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const type = code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'timed-out' : 'invalid';
  const detail =
    type === 'timed-out' ? 'Send it again, faster.' : 'This is no HTTP/1.1 request, or its head is too large.';
  const { problem } = problemFrom({ type, detail }, randomUUID());
  const { status, title } = problem;
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
  socket.destroySoon();
};
