import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { KurrentDouble } from './double.ts';
import type { ClusterDouble } from './three-nodes.ts';

/** The methods that may be called on a double in another process. */
const METHODS = [
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
] as const satisfies readonly (keyof KurrentDouble)[];

/** Those of a cluster. */
const METHODS_OF_CLUSTER = [
  'die',
  'comeBack',
  'freeze',
  'cutOff',
  'thaw',
  'lag',
  'catchUp',
  'elected',
] as const satisfies readonly (keyof ClusterDouble)[];

/** A small HTTP port of 127.0.0.1 that calls the double's methods: `POST /slow` with the body `[50]`. */
export const startControl = async (
  double: KurrentDouble | ClusterDouble,
  port: number,
): Promise<{ readonly url: string; stop(): void }> => {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const methods: readonly string[] = 'leading' in double ? METHODS_OF_CLUSTER : METHODS;
    const method = methods.find((it) => request.url === `/${it}`);
    if (request.method !== 'POST' || method === undefined) return response.writeHead(404).end();
    try {
      const call = (double as unknown as Record<string, unknown>)[method] as (
        ...args: unknown[]
      ) => void | Promise<void>;
      await call(...(JSON.parse((await text(request)) || '[]') as unknown[]));
      response.writeHead(204).end();
    } catch (error) {
      response.writeHead(400).end(String(error));
    }
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
};
