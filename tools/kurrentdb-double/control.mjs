import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** What may be asked of a double in another process. */
const METHODS = new Set([
  'unavailable',
  'available',
  'notLeader',
  'leader',
  'dropStreams',
  'dropConnections',
  'loseReplies',
  'slow',
  'refuseConnections',
  'acceptConnections',
]);

/** A small HTTP port of 127.0.0.1 that calls the double's methods: `POST /slow` with the body `[50]`. */
export const startControl = async (double, port) => {
  const server = createServer(async (request, response) => {
    const method = request.url.slice(1);
    if (request.method !== 'POST' || !METHODS.has(method)) return response.writeHead(404).end();
    try {
      await double[method](...JSON.parse((await text(request)) || '[]'));
      response.writeHead(204).end();
    } catch (error) {
      response.writeHead(400).end(String(error));
    }
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    async stop() {
      server.close();
      server.closeAllConnections();
    },
  };
};
