import { request, type IncomingMessage } from 'node:http';
import type { Actor } from '@jwg/domain';
import type { ApiSettings } from '../api.js';
import { actors, boot, type Booted } from './booted.js';

/** One event as a browser's EventSource would hand it on. */
export interface Heard {
  readonly id: string;
  readonly type: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what the event is, the tests say
  readonly data: any;
}

/** A reader of the event stream, over a socket of its own. */
export interface Listener {
  readonly answer: IncomingMessage;
  readonly heard: readonly Heard[];
  /** Everything received so far, unparsed. */
  text(): string;
  /** The value that Last-Event-ID would have now. */
  lastId(): string | undefined;
  /** Resolves as soon as `holds` returns true; it is called for each piece received. */
  until(holds: () => boolean): Promise<void>;
  /** Resolves when the stream has ended. */
  readonly ended: Promise<void>;
  leave(): void;
}

export interface Listening extends Booted {
  readonly port: number;
  listen(query?: string, headers?: Record<string, string>, as?: Actor): Promise<Listener>;
  /** Listens with these headers alone. */
  listenAt(path: string, headers: Record<string, string>): Promise<Listener>;
}

/** The whole API on a port of its own. */
export const bootListening = async (settings: Partial<ApiSettings> = {}): Promise<Listening> => {
  const api = await boot(settings);
  await api.app.listen(0, '127.0.0.1');
  const { port } = api.app.getHttpServer().address() as { port: number };
  return {
    ...api,
    port,
    listenAt: (path, headers) => listener(port, path, headers),
    listen: async (query = '', headers = {}, as = actors.auditor) =>
      listener(port, `/v1/events/stream${query}`, { authorization: await api.bearer(as), ...headers }),
  };
};

const listener = (port: number, path: string, headers: Record<string, string>): Promise<Listener> =>
  new Promise((resolve, reject) => {
    const sent = request({ port, path, headers, agent: false }, (answer) => resolve(hearing(answer)));
    sent.on('error', reject);
    sent.end();
  });

const hearing = (answer: IncomingMessage): Listener => {
  let text = '';
  let rest = '';
  let lastId: string | undefined;
  const heard: Heard[] = [];
  const looks = new Set<() => void>();
  answer.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
    const blocks = (rest + piece).split('\n\n');
    rest = blocks.pop()!;
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
      lastId = field('id') ?? lastId;
      const data = field('data');
      if (data !== undefined) heard.push({ id: lastId!, type: field('event')!, data: JSON.parse(data) as unknown });
    }
    looks.forEach((look) => look());
  });
  return {
    answer,
    heard,
    text: () => text,
    lastId: () => lastId,
    until: (holds) =>
      new Promise((resolve) => {
        const look = () => {
          if (!holds()) return;
          looks.delete(look);
          resolve();
        };
        looks.add(look);
        look();
      }),
    ended: new Promise((resolve) => answer.on('error', () => {}).on('close', () => resolve())),
    leave: () => void answer.destroy(),
  };
};
