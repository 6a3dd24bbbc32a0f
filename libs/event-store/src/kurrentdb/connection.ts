import { StoreUnavailable } from '@jwg/event-sourcing';
import { convertToCommandError, KurrentDBClient, type BasicCredentials, type START } from '@kurrent/kurrentdb-client';
import { isAnswer } from './failures.js';
import type { LogPlace } from './event-columns.js';
import type { LogEvent } from './log-event.js';
import { readAll, readStream, Silence, type Channel } from './read-calls.js';
import { Readings } from './readings.js';

/** A server that sends nothing for this long during a read counts as unavailable. */
export const SILENCE_MS = 1_800;

/** Every call to the server goes through here, but for the live feed's subscription. */
export class Connection {
  readonly client: KurrentDBClient;
  /**
   * Pass these to `appendToStream`. Without them the client sends every append through one shared call, BatchAppend.
   * That call has no deadline, and when the connection breaks while it is busy, it ends the process with an unhandled
   * rejection (client 1.3.1). The client does not send the credentials over a connection without TLS.
   */
  readonly credentials: BasicCredentials | undefined;
  /** For people: `KurrentDB at a:2113, b:2113`. */
  readonly server: string;
  readonly readings = new Readings();
  private readonly listeners = new Set<() => void>();

  constructor(url: string) {
    this.client = KurrentDBClient.connectionString(hasty(url));
    this.server = `KurrentDB at ${nodesIn(url)}`;
    this.credentials =
      credentialsIn(url) ?? (/[?&]tls=false/i.test(url) ? { username: 'nobody', password: '-' } : undefined);
  }

  /** @see readAll in read-calls.ts */
  readAll(
    from: LogPlace | typeof START,
    prefixes: readonly string[],
    { maxCount = Number.MAX_SAFE_INTEGER, silenceMs = SILENCE_MS } = {},
  ): AsyncGenerator<LogEvent> {
    return this.watched(readAll(this.client, from, prefixes, { maxCount, silenceMs }));
  }

  /** @see readStream in read-calls.ts */
  readStream(name: string, from: number, maxCount: number): AsyncGenerator<LogEvent> {
    return this.watched(readStream(this.client, name, from, { maxCount, silenceMs: SILENCE_MS }));
  }

  /** The same error; it names the server where that is away. */
  named(error: unknown): unknown {
    return error instanceof StoreUnavailable ? Object.assign(error, { server: this.server }) : error;
  }

  /** Calls the listener after the connection to a node that said nothing was given up. */
  whenRenewed(listener: () => void): void {
    this.listeners.add(listener);
  }

  async close(): Promise<void> {
    await this.client.dispose();
    // Resolves at once when there is a connection; while the client still looks for a node there is nothing to close.
    void this.client['getChannel']().then(
      (channel) => channel.close(),
      () => undefined,
    );
  }

  private async *watched(events: AsyncGenerator<LogEvent>): AsyncGenerator<LogEvent> {
    const began = Date.now();
    try {
      for await (const event of events) {
        this.readings.succeeded();
        yield event;
      }
      this.readings.succeeded();
    } catch (error) {
      if (isAnswer(error)) this.readings.succeeded();
      else this.readings.failed(began, error);
      if (error instanceof Silence && error.channel) await this.renew(error.channel);
      throw error;
    }
  }

  /**
   * Gives up a connection that says nothing: the client looks for a node anew, among those that answer. It does so by
   * itself when a node is gone or does not lead; but a frozen node keeps its connections.
   */
  private async renew(channel: Channel): Promise<void> {
    if (channel !== (await this.client['getChannel']())) return; // another reader has found it before
    await this.client['handleError']({ getChannel: () => channel } as never, unavailable);
    this.readings.renewed();
    for (const listener of this.listeners) listener();
  }
}

const UNAVAILABLE = 14; // gRPC's code for a server that cannot be reached
const unavailable = convertToCommandError(Object.assign(new Error('silent'), { code: UNAVAILABLE }));

const nodesIn = (url: string): string =>
  (/^[^:]+:\/\/(?:[^@/?]*@)?([^/?]+)/.exec(url)?.[1] ?? '').split(',').join(', ');

const credentialsIn = (url: string): BasicCredentials | undefined => {
  const [, username, password] = /^[^:]+:\/\/([^:@/?]+):([^@/?]+)@/.exec(url) ?? [];
  return username && password
    ? { username: decodeURIComponent(username), password: decodeURIComponent(password) }
    : undefined;
};

/** Shorter than the client's own: its pause between searches for a node, and its patience with a frozen node, in s. */
const HASTE = { discoveryInterval: 10, gossipTimeout: 1 };

const hasty = (url: string): string =>
  Object.entries(HASTE)
    .filter(([name]) => !new RegExp(`[?&]${name}=`, 'i').test(url))
    .reduce((longer, [name, value]) => `${longer}${longer.includes('?') ? '&' : '?'}${name}=${value}`, url);
