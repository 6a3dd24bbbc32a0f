import { START, streamNameFilter, type KurrentDBClient, type RecordedEvent } from '@kurrent/kurrentdb-client';
import { asStoreError } from './failures.js';
import { LedgerIndex, type LogPlace } from './ledger-index.js';
import { metadataStreamOf, type LedgerNames } from './names.js';
import { ForeignStream, HistoryLost, StreamWouldForget } from './refusals.js';
import { isOurs, type OurEvent } from './stored.js';
import { neverSilent } from './waiting.js';

/** A server that says nothing for so long while it is read is not there. */
export const SILENCE_MS = 1_800;

/** The server's own event, the last of a stream that was deleted for ever. */
const STREAM_DELETED = '$streamDeleted';

/** Settings of a stream that make the server forget its events. */
const FORGETFUL = ['$tb', '$maxCount', '$maxAge'];

/**
 * The ledger's part of the server's log, and the index of what of it this process has seen. Whoever reads the log hands
 * over every event in order, without a gap from a place known before; seeing an event twice is harmless.
 */
export class LedgerLog {
  readonly index = new LedgerIndex();
  /** Streams whose settings make the server forget, with the setting; empty in a sound ledger. */
  readonly forgetful = new Map<string, string>();
  /** Why nothing more of this log is to be believed: what is lost for one reader is lost for all of this process. */
  lost: Error | undefined;
  private readonly foreign = new Set<string>();
  private scanned: LogPlace | undefined;
  /** Whom to tell, by the id waited for. */
  private readonly awaited = new Map<string, () => void>();
  private running: Promise<void> | undefined;
  private queued: Promise<void> | undefined;

  constructor(
    private readonly client: KurrentDBClient,
    readonly names: LedgerNames,
    private readonly told: {
      grown(): void;
      /** May throw, when that is a loss. */
      forgetful(refusal: StreamWouldForget): void;
      foreign(warning: ForeignStream): void;
    },
  ) {}

  /** How far the log is known, settings of streams too; a reader that begins here misses nothing. */
  get bookmark(): LogPlace | typeof START {
    return this.scanned ?? START;
  }

  /** Everything that the ledger looks at: its streams, and their settings. */
  get filter() {
    return { prefixes: [this.names.prefix, metadataStreamOf(this.names.prefix)] };
  }

  /** The last place known to hold an event of the ledger, or one after it: what follows is news. */
  get end(): LogPlace | typeof START {
    const { length } = this.index;
    const last = length > 0 ? this.index.placeOf(length - 1) : undefined;
    return last === undefined || (this.scanned && isAfter(this.scanned, last)) ? this.bookmark : last;
  }

  /**
   * The next event that `filter` lets through.
   *
   * @throws HistoryLost
   */
  scan(event: RecordedEvent): void {
    this.believing(() => {
      if (event.streamId.startsWith(metadataStreamOf(this.names.prefix))) this.lookAtSettings(event);
      else this.take(event);
      this.passed(logPlaceOf(event));
    });
  }

  /**
   * The next event of the streams under the prefix; false when it is not the ledger's and stands beside it.
   *
   * @throws HistoryLost
   */
  take(event: RecordedEvent): event is OurEvent {
    return this.believing(() => {
      if (!isOurs(event, this.names)) return this.leaveOut(event);
      if (this.index.add(this.indexed(event))) this.tell(event.id);
      return true;
    });
  }

  /** Somebody else has begun the stream: the server counts its revisions on from theirs, for ever. */
  isForeign(stream: string): boolean {
    return this.foreign.has(this.names.toServer(stream));
  }

  /** The log up to here holds nothing of the ledger that was not taken. */
  passed(place: LogPlace): void {
    if (this.scanned === undefined || isAfter(place, this.scanned)) this.scanned = place;
  }

  /** Resolves when the event is in the index. One may wait for an id; another takes the place. */
  seen(id: string): Promise<void> {
    if (this.index.positionOfId(id) !== undefined) return Promise.resolve();
    return new Promise((resolve) => this.awaited.set(id, resolve));
  }

  /** Nobody waits for it any more. */
  forget(id: string): void {
    this.awaited.delete(id);
  }

  /**
   * Reads to the log's end as it is after this call; calls of one moment share one reading.
   *
   * @throws StoreUnavailable  the server says nothing for `silenceMs`
   * @throws HistoryLost, and the client's errors
   */
  refresh(silenceMs = SILENCE_MS): Promise<void> {
    if (!this.running) return (this.running = this.readOn(silenceMs).finally(() => (this.running = undefined)));
    this.queued ??= this.running
      .catch(() => undefined)
      .then(() => {
        this.queued = undefined;
        return this.refresh(silenceMs);
      });
    return this.queued;
  }

  private async readOn(silenceMs: number): Promise<void> {
    const events = this.client.readAll({ fromPosition: this.bookmark, filter: streamNameFilter(this.filter) });
    for await (const { event } of neverSilent(events, silenceMs)) if (event) this.scan(event);
  }

  private believing<T>(step: () => T): T {
    if (this.lost) throw this.lost;
    try {
      return step();
    } catch (error) {
      throw (this.lost = asStoreError(error));
    }
  }

  /** False, unless it shows that events of the ledger are gone or cannot be told from somebody else's. */
  private leaveOut({ streamId, revision, type }: RecordedEvent): false {
    // Whatever the stream held: after a scavenge nobody could say whose events it had.
    if (type === STREAM_DELETED) throw new HistoryLost(`stream ${streamId} was deleted`);
    if (this.names.holds(streamId) && this.index.lengthOf(this.names.fromServer(streamId)) > 0)
      throw new HistoryLost(`event ${revision} of ${streamId} is not one of ours`);
    if (!this.foreign.has(streamId)) this.told.foreign(new ForeignStream(streamId));
    this.foreign.add(streamId);
    return false;
  }

  private indexed(event: OurEvent) {
    const { id, streamId, revision } = event;
    return { ...logPlaceOf(event), id, stream: this.names.fromServer(streamId), revision: Number(revision) };
  }

  private tell(id: string): void {
    this.told.grown();
    this.awaited.get(id)?.();
    this.awaited.delete(id);
  }

  private lookAtSettings({ streamId, data }: RecordedEvent): void {
    const stream = streamId.slice(metadataStreamOf('').length);
    const setting = FORGETFUL.find((name) => (data as Record<string, unknown> | null)?.[name] !== undefined);
    if (setting === undefined) this.forgetful.delete(stream);
    else {
      this.forgetful.set(stream, setting);
      this.told.forgetful(new StreamWouldForget(stream, setting));
    }
  }
}

export const logPlaceOf = ({ position, streamId, revision }: RecordedEvent): LogPlace => {
  if (!position) throw new TypeError(`Event ${revision} of ${streamId} came without its place in the log`);
  return position;
};

const isAfter = (a: LogPlace, b: LogPlace): boolean =>
  a.commit > b.commit || (a.commit === b.commit && a.prepare > b.prepare);
