import {
  StoreOverloaded,
  StoreUnavailable,
  type AppendListener,
  type Cursor,
  type EventStore,
  type StoredEvent,
  type StoreHealth,
  type Write,
} from '@jwg/event-sourcing';
import { encode, type EncodedWrite } from '../encode.js';
import { inWords, takesWhole, type Abilities } from './abilities.js';
import { Appender } from './appender.js';
import { Connection } from './connection.js';
import { failureOf, asStoreError } from './failures.js';
import { IndexKeeper, type IndexPlace } from './index-keeper.js';
import { LedgerLog } from './ledger-log.js';
import { LedgerReader } from './ledger-reader.js';
import { LiveFeed } from './live-feed.js';
import { ledgerNames } from './names.js';
import { Nudge } from './nudge.js';
import { Pulse } from './pulse.js';
import { HistoryLost, type ForeignStream, type StreamWouldForget } from './refusals.js';
import { takeStock } from './take-stock.js';
import { patiently } from './waiting.js';

export interface KurrentDbEventStoreOptions {
  /**
   * For example `kurrentdb://a:2113,b:2113,c:2113?tls=true`. The user must be allowed to read `$all` and to write the
   * ledger's streams.
   */
  readonly url: string;
  /**
   * The prefix of the names of the ledger's streams: letters, digits, dashes, underscores, then a dot. Default `jwg.`
   */
  readonly prefix?: string;
  /** Where the index of the log is kept, so that the next opening reads only what is newer. Without it: nowhere. */
  readonly index?: IndexPlace;
  /** The number of appends under way above which the store answers `StoreOverloaded`. Default 1,000. */
  readonly maxUnderWay?: number;
  /**
   * The time limit of an append in milliseconds, plus 2 for each event; after it: `StoreUnavailable`. Default 1,800.
   */
  readonly answerWithinMs?: number;
}

export const MAX_UNDER_WAY = 1_000;
export const ANSWER_WITHIN_MS = 1_800;

/**
 * Opens the ledger on a KurrentDB server: reads all its events once to number them, or those that are not in the index
 * yet, then follows the log.
 *
 * @throws StoreUnavailable   the server does not answer
 * @throws NeedsAppendRecords  the server cannot take appends of a client certificate
 * @throws MayNotReadLog      the user is not allowed to read `$all`
 * @throws StreamWouldForget  a stream of the ledger has a limit of age or length
 * @throws HistoryLost        events are missing, or somebody else wrote to a stream of the ledger
 * @throws TypeError          the prefix or the URL is not valid
 */
export const openKurrentDbEventStore = async ({
  url,
  prefix = 'jwg.',
  index,
  maxUnderWay = MAX_UNDER_WAY,
  answerWithinMs = ANSWER_WITHIN_MS,
}: KurrentDbEventStoreOptions): Promise<EventStore> => {
  const names = ledgerNames(prefix);
  const connection = new Connection(url);
  const nudge = new Nudge();
  let open = false;
  const keeper = new IndexKeeper(index, prefix);
  const notify = {
    grown: () => nudge.tellSoon(log.index.length - 1),
    forgetful: (refusal: StreamWouldForget) => {
      if (!open) return; // takeStock refuses a setting that still holds at the log's end
      if (refusal.setting === '$tb') throw new HistoryLost(`stream ${refusal.stream} was deleted or truncated`);
      process.emitWarning(refusal);
    },
    foreign: (warning: ForeignStream) => process.emitWarning(warning),
  };
  const log: LedgerLog = new LedgerLog(connection, names, notify, keeper);
  try {
    const abilities = await takeStock(connection, log);
    open = true;
    return new KurrentDbEventStore(connection, log, keeper, nudge, { maxUnderWay, answerWithinMs, abilities });
  } catch (error) {
    await Promise.all([connection.close(), keeper.close()]);
    throw error;
  }
};

/**
 * How long a read is retried after a temporary failure: as long as an append. An election takes two to four seconds, so
 * most callers see one refusal and no more.
 */
const PATIENCE_MS = ANSWER_WITHIN_MS;

type Limits = Required<Pick<KurrentDbEventStoreOptions, 'maxUnderWay' | 'answerWithinMs'>>;

class KurrentDbEventStore implements EventStore {
  readonly takesWhole: EventStore['takesWhole'];
  private readonly reader: LedgerReader;
  private readonly appender: Appender;
  private readonly feed: LiveFeed;
  private readonly pulse: Pulse;
  private readonly underWay = new Set<Promise<unknown>>();
  private closing: Promise<void> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly log: LedgerLog,
    private readonly keeper: IndexKeeper,
    private readonly nudge: Nudge,
    private readonly its: Limits & { readonly abilities: Abilities },
  ) {
    const { answerWithinMs, abilities } = its;
    this.takesWhole = takesWhole(abilities);
    this.reader = new LedgerReader(connection, log);
    this.appender = new Appender(connection, log, this.reader, { answerWithinMs, abilities });
    this.feed = new LiveFeed(connection, log);
    this.pulse = new Pulse(connection, log);
    this.feed.start();
    this.pulse.start();
  }

  async append(writes: readonly Write[]): Promise<StoredEvent[]> {
    this.refuseWhenClosed();
    if (this.underWay.size >= this.its.maxUnderWay)
      throw new StoreOverloaded(`${this.its.maxUnderWay} appends are under way already: come back later`);
    return this.track(writes.map(encode));
  }

  async readStream(stream: string, from = 0, limit?: number): Promise<StoredEvent[]> {
    return this.read(() => this.reader.readStream(stream, from, limit));
  }

  async lengthOf(stream: string): Promise<number> {
    return this.read(() => this.reader.lengthOf(stream));
  }

  async readAll(after: Cursor | undefined, limit: number): Promise<StoredEvent[]> {
    if (!(Number.isSafeInteger(limit) && limit > 0))
      throw new RangeError(`A limit is a whole number above 0, not ${limit}`);
    return this.read(() => this.reader.readAll(after, limit));
  }

  async positionOf(cursor: Cursor): Promise<number> {
    return this.read(() => this.reader.positionOf(cursor));
  }

  async last(): Promise<Pick<StoredEvent, 'position' | 'cursor'> | undefined> {
    return this.read(() => this.reader.last());
  }

  watch(listener: AppendListener): () => void {
    return this.nudge.watch(listener);
  }

  health(): StoreHealth {
    const { readings } = this.connection;
    const lost = this.log.lost && { since: this.log.lostSince, reason: 'its events are not those seen', forGood: true };
    return { server: inWords(this.its.abilities), ...readings.health, ...(lost && { unreadable: lost }) };
  }

  close(): Promise<void> {
    return (this.closing ??= this.end());
  }

  private async track(writes: readonly EncodedWrite[]): Promise<StoredEvent[]> {
    const appending = this.appender.append(writes);
    this.underWay.add(appending);
    try {
      return await appending;
    } catch (error) {
      throw this.connection.named(error);
    } finally {
      this.underWay.delete(appending);
    }
  }

  private async read<T>(question: () => Promise<T>): Promise<T> {
    this.refuseWhenClosed();
    try {
      const surely = () => this.log.beSure().then(question);
      return await patiently(surely, (error) => failureOf(error) === 'again', PATIENCE_MS);
    } catch (error) {
      throw this.connection.named(asStoreError(error, this.connection.server));
    }
  }

  private async end(): Promise<void> {
    await Promise.allSettled(this.underWay);
    await Promise.all([this.feed.stop(), this.pulse.stop()]);
    await this.connection.close();
    await this.keeper.close();
  }

  private refuseWhenClosed(): void {
    if (this.closing) throw new StoreUnavailable('The store is closed');
    if (this.log.lost) throw this.log.lost;
  }
}
