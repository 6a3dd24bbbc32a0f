import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Logger, ServiceUnavailableException, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Feed } from '@jwg/application';
import type { EventStore } from '@jwg/platform';
import { READER_PATIENCE_MS, takenWithin } from '../conventions/taken-within.js';
import { framesOf, type Written } from './frames.js';
import { Wakeup } from './wakeup.js';
import { TooManyStreams } from './too-many-streams.js';

export interface StreamSettings {
  /** The most readers at one time (200). */
  readonly mostStreams?: number;
  /** The most of them for one actor (20). */
  readonly mostStreamsOfOne?: number;
  /** Milliseconds without an event after which the server sends a heartbeat (15,000). */
  readonly heartbeatMs?: number;
  /** Milliseconds that a reader may take for one piece before it is disconnected (60,000). */
  readonly patienceMs?: number;
  /** The `source` of this ledger's events: its public URL, without a slash at the end. */
  readonly publicUrl?: string;
}

/** A reader: who it is, the HTTP answer, and the check whether its token is still valid. */
interface Reader {
  readonly actor: string;
  readonly answer: ServerResponse;
  stillAdmitted(): Promise<boolean>;
}

interface Following {
  readonly actor: string;
  /** Ends the stream after the pieces that were already written. */
  end(): void;
  /** Resolves when the reader is gone. */
  readonly left: Promise<void>;
}

export const MOST_STREAMS = 200;
/** A program needs one, and some more while it reconnects; nobody may take the places of all others. */
export const MOST_STREAMS_OF_ONE = 20;
export const HEARTBEAT_MS = 15_000;

/** How long readers have, when the server stops, to take the pieces already written. */
const FAREWELL_MS = 1_000;

/** All readers of the streams of events and of changes. A reader costs one page of memory, however slow it is. */
export class EventStreams implements BeforeApplicationShutdown {
  private readonly log = new Logger('EventStreams');
  private readonly open = new Map<ServerResponse, Following>();
  private stopping = false;

  constructor(
    private readonly store: Pick<EventStore, 'watch'>,
    private readonly settings: StreamSettings,
  ) {}

  /** The number of readers now. */
  get count(): number {
    return this.open.size;
  }

  /**
   * The stream for one reader. It ends when the reader leaves, when its token expires, or when the server stops.
   *
   * @throws TooManyStreams, ServiceUnavailableException (the server stops)
   */
  private begin(feed: Feed, written: Written, { actor, answer, stillAdmitted }: Reader): Readable {
    const { heartbeatMs = HEARTBEAT_MS, patienceMs = READER_PATIENCE_MS } = this.settings;
    this.requirePlace(actor);
    const rest = new Wakeup();
    const unwatch = this.store.watch(() => rest.wake());
    let over = false;
    const end = () => {
      over = true;
      rest.wake();
    };
    const left = new Promise<void>((resolve) => {
      if (answer.destroyed) resolve();
      else answer.once('close', resolve);
    }).then(() => {
      end();
      unwatch();
      this.open.delete(answer);
    });
    this.open.set(answer, { actor, end, left });
    const goesOn = async () => !over && (await stillAdmitted());
    const frames = framesOf({ feed, written, rest, heartbeatMs, goesOn });
    return Readable.from(takenWithin(frames, patienceMs, () => answer.destroy())).on('error', (error) =>
      this.log.error('A stream of events broke off', error.stack),
    );
  }

  /** Answers a request by its stream: on a connection for it alone, which no proxy may buffer. */
  answer(feed: Feed, written: Written, request: FastifyRequest, reply: FastifyReply): Readable {
    reply.type('text/event-stream; charset=utf-8').headers({ Connection: 'close', 'X-Accel-Buffering': 'no' });
    if (request.method === 'HEAD') return Readable.from([]);
    const stillAdmitted = () => request.stillAdmitted();
    return this.begin(feed, written, { actor: request.actor!.id, answer: reply.raw, stillAdmitted });
  }

  private requirePlace(actor: string): void {
    const { mostStreams = MOST_STREAMS, mostStreamsOfOne = MOST_STREAMS_OF_ONE } = this.settings;
    if (this.stopping) throw new ServiceUnavailableException();
    const own = [...this.open.values()].filter((it) => it.actor === actor).length;
    if (own >= mostStreamsOfOne) throw new TooManyStreams(mostStreamsOfOne, 'of your readers follow');
    if (this.open.size >= mostStreams) throw new TooManyStreams(mostStreams, 'readers follow');
  }

  /** An ended stream loses nothing: its reader continues at another server after the last event id that it has. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.open.forEach(({ end }) => end());
    const allLeft = Promise.all([...this.open.values()].map(({ left }) => left));
    await Promise.race([allLeft, sleep(FAREWELL_MS, undefined, { ref: false })]);
    this.open.forEach((_following, answer) => answer.destroy());
  }

  get source(): string {
    return this.settings.publicUrl ?? 'http://localhost:3000';
  }
}
