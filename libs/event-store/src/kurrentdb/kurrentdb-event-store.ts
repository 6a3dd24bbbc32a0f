import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import {
  StoreOverloaded,
  StoreUnavailable,
  UnknownCursor,
  type AppendListener,
  type Cursor,
  type EventStore,
  type StoredEvent,
  type Write,
} from '@jwg/event-sourcing';
import { encode, type EncodedWrite } from '../encode.js';
import { Appender } from './appender.js';
import { told } from './failures.js';
import { LedgerLog } from './ledger-log.js';
import { LedgerReader } from './ledger-reader.js';
import { LiveFeed } from './live-feed.js';
import { ledgerNames } from './names.js';
import { takeStock } from './take-stock.js';

export interface KurrentDbEventStoreOptions {
  /** Like `kurrentdb://a:2113,b:2113,c:2113?tls=true`; a user who may read `$all` and write the ledger's streams. */
  readonly url: string;
  /** What the names of the ledger's streams begin with: letters, digits, dashes, underscores, then a dot. Default `jwg.` */
  readonly prefix?: string;
  /** Appends that may be under way before `StoreOverloaded`. Default 1,000. */
  readonly maxUnderWay?: number;
  /** After so many milliseconds an append that has no answer is `StoreUnavailable`. Default 1,800. */
  readonly answerWithinMs?: number;
}

/**
 * Opens the ledger on a KurrentDB server: reads its events once to number them, then follows the log.
 *
 * @throws StoreUnavailable   the server does not answer
 * @throws MayNotReadLog      the user may not read `$all`
 * @throws StreamWouldForget  a stream of the ledger has a limit of age or length
 * @throws HistoryLost        events are missing, or somebody else wrote into a stream of the ledger
 * @throws TypeError          the prefix or the URL is none
 */
export const openKurrentDbEventStore = async ({
  url,
  prefix = 'jwg.',
  maxUnderWay = 1_000,
  answerWithinMs = 1_800,
}: KurrentDbEventStoreOptions): Promise<EventStore> => {
  const names = ledgerNames(prefix);
  const client = KurrentDBClient.connectionString(hasty(url));
  const listeners = new Set<AppendListener>();
  const log = new LedgerLog(client, names, SILENCE_MS, (position) => listeners.forEach((tell) => tell(position)));
  try {
    await takeStock(client, log);
  } catch (error) {
    await client.dispose();
    throw error;
  }
  return new KurrentDbEventStore(client, log, listeners, maxUnderWay, answerWithinMs);
};

/** Before its first read, and after a lost connection, the client sleeps for this long; 500 ms unless it is told. */
const hasty = (url: string): string =>
  /[?&]discoveryInterval=/i.test(url) ? url : `${url}${url.includes('?') ? '&' : '?'}discoveryInterval=10`;

/** A server that says nothing for so long while it is read is not there. */
const SILENCE_MS = 1_800;

class KurrentDbEventStore implements EventStore {
  private readonly reader: LedgerReader;
  private readonly appender: Appender;
  private readonly feed: LiveFeed;
  private readonly underWay = new Set<Promise<unknown>>();
  private closing: Promise<void> | undefined;
  private broken: Error | undefined;

  constructor(
    private readonly client: KurrentDBClient,
    log: LedgerLog,
    private readonly listeners: Set<AppendListener>,
    private readonly maxUnderWay: number,
    answerWithinMs: number,
  ) {
    this.reader = new LedgerReader(client, log, SILENCE_MS);
    this.appender = new Appender(client, log, this.reader, answerWithinMs);
    this.feed = new LiveFeed(client, log, (error) => (this.broken = told(error)));
    this.feed.start();
  }

  async append(writes: readonly Write[]): Promise<StoredEvent[]> {
    this.refuseWhenClosed();
    if (this.underWay.size >= this.maxUnderWay)
      throw new StoreOverloaded(`${this.maxUnderWay} appends are under way already: come back later`);
    return this.track(writes.map(encode));
  }

  async readStream(stream: string, from = 0): Promise<StoredEvent[]> {
    return this.read(() => this.reader.readStream(stream, from));
  }

  async readAll(after: Cursor | undefined, limit: number): Promise<StoredEvent[]> {
    if (!(Number.isSafeInteger(limit) && limit > 0))
      throw new RangeError(`A limit is a whole number above 0, not ${limit}`);
    return this.read(() => this.reader.readAll(after, limit));
  }

  async positionOf(cursor: Cursor): Promise<number> {
    return this.read(() => this.reader.positionOf(cursor));
  }

  watch(listener: AppendListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  close(): Promise<void> {
    return (this.closing ??= this.end());
  }

  private async track(writes: readonly EncodedWrite[]): Promise<StoredEvent[]> {
    const appending = this.appender.append(writes);
    this.underWay.add(appending);
    try {
      return await appending;
    } finally {
      this.underWay.delete(appending);
    }
  }

  private async read<T>(question: () => Promise<T>): Promise<T> {
    this.refuseWhenClosed();
    try {
      return await question();
    } catch (error) {
      throw error instanceof UnknownCursor ? error : told(error);
    }
  }

  private async end(): Promise<void> {
    await Promise.allSettled(this.underWay);
    await this.feed.stop();
    await this.client.dispose();
  }

  private refuseWhenClosed(): void {
    if (this.closing) throw new StoreUnavailable('The store is closed');
    if (this.broken) throw this.broken;
  }
}
