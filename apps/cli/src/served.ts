import { setTimeout as sleep } from 'node:timers/promises';
import { kindOf, type LedgerStoredEvent, type Served } from '@jwg/platform';
import { addressOf } from './addresses.js';
import { receive, request } from './server.js';

const PAGE = 500;
const PAUSE_MS = 5_000;
const TRIES = 20;

/** A running server, as the actor of JWG_TOKEN may read it. */
export const servedAt = (url: string): Served => ({
  checkpoint: async () => (await bytesAt(`${url}/checkpoint`)).toString('utf8'),
  cosigned: () =>
    bytesAt(`${url}/checkpoint/cosigned`).then(
      (it) => it.toString('utf8'),
      (error: unknown) => {
        if (kindOf(error) === 'notFound') return undefined;
        throw error;
      },
    ),
  tile: (path) => bytesAt(`${url}/${path}`),
  events: (after) =>
    patiently(async () => {
      const address = url + addressOf('ListEvents', { after, limit: PAGE });
      return (await request({ url: address, method: 'GET' })) as { events: LedgerStoredEvent[]; next?: string };
    }),
});

const bytesAt = (url: string): Promise<Buffer> =>
  patiently(async () => {
    const pieces: Uint8Array[] = [];
    for await (const piece of await receive(url, { accept: '*/*' })) pieces.push(piece);
    return Buffer.concat(pieces);
  });

/** A long ledger takes more requests than one actor may send in a minute. */
const patiently = async <T>(ask: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries += 1)
    try {
      return await ask();
    } catch (error) {
      if (kindOf(error) !== 'turnedAway' || tries >= TRIES) throw error;
      await sleep(PAUSE_MS);
    }
};
