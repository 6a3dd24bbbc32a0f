import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Closes a connection whose request was answered before it had arrived completely, or that was busy when the server
 * began to stop. A connection without a whole head of a request is let go at once: Node counts it as busy, and no longer
 * measures its time. One whose body is still arriving has as long as it would have had.
 */
export const letGo = (fastify: FastifyInstance, requestTimeoutMs: number): void => {
  let stopping = false;
  /** The request that each open connection is at. */
  const open = new Map<Socket, IncomingMessage | undefined>();
  fastify.server.on('connection', (socket: Socket) => {
    open.set(socket, undefined);
    socket.once('close', () => open.delete(socket));
  });
  fastify.server.on('request', (request, answer) => {
    const { socket } = request;
    open.set(socket, request);
    answer.once('close', () => open.has(socket) && open.set(socket, undefined));
  });
  const endAll = (isOver: (request: IncomingMessage | undefined) => boolean): void => {
    for (const [socket, request] of open) if (isOver(request)) socket.destroy();
  };
  fastify.addHook('preClose', async () => {
    stopping = true;
    endAll((request) => request === undefined);
    setTimeout(() => endAll((request) => request?.complete !== true), requestTimeoutMs).unref();
  });
  fastify.addHook('onSend', async ({ raw }, reply) => {
    if (stopping || !raw.complete) reply.header('Connection', 'close');
  });
};
