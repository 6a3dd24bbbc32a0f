import { LedgerPutBack } from '@jwg/event-sourcing';
import { START } from '@kurrent/kurrentdb-client';
import { SILENCE_MS, type Connection } from './connection.js';
import { asStoreError } from './failures.js';
import type { IndexKeeper, KeptKnowledge } from './index-keeper.js';
import type { LogPlace } from './event-columns.js';
import { LedgerIndex } from './ledger-index.js';
import type { LogEvent } from './log-event.js';
import { metadataStreamOf, type LedgerNames } from './names.js';
import { hasEvent, hasEvents, putBack } from './put-back.js';
import { ForeignStream, HistoryLost, StreamWouldForget } from './refusals.js';
import { isOurs, type OurEvent } from './stored.js';

/** The type of the server's own last event in a stream that was deleted permanently. */
const STREAM_DELETED = '$streamDeleted';

/** Stream settings that let the server delete events. */
const FORGETFUL = ['$tb', '$maxCount', '$maxAge'];

/**
 * The ledger's part of the server's log, with the index of the events that this process has seen. A reader of the log
 * must pass on every event in order and without a gap, from a place that is already known; an event that comes twice is
 * harmless.
 */
export class LedgerLog {
  index = new LedgerIndex();
  /** Streams with a setting that lets the server delete events, with that setting; empty in a healthy ledger. */
  readonly forgetful = new Map<string, string>();
  /** Why this log can no longer be trusted. A loss that one reader finds holds for the whole process. */
  lost: Error | undefined;
  lostSince = new Date(0);
  private doubted = false;
  private readonly foreign = new Set<string>();
  private scanned: LogPlace | undefined;
  /** What was seen beside the events since the keeper's last block. */
  private beside = nothingBeside();
  /** The callbacks of those that wait for an event, by the event's id. */
  private readonly awaited = new Map<string, () => void>();
  private running: Promise<void> | undefined;
  private queued: Promise<void> | undefined;

  constructor(
    private readonly connection: Connection,
    readonly names: LedgerNames,
    private readonly notify: {
      grown(): void;
      /** May throw, when the setting means that events are lost. */
      forgetful(refusal: StreamWouldForget): void;
      foreign(warning: ForeignStream): void;
    },
    private readonly keeper: IndexKeeper,
  ) {}

  /** The place up to which the log is known, stream settings included. A reader that begins here misses nothing. */
  get bookmark(): LogPlace | typeof START {
    return this.scanned ?? START;
  }

  /** Everything that the ledger reads: its streams and their settings. */
  get prefixes(): string[] {
    return [this.names.prefix, metadataStreamOf(this.names.prefix)];
  }

  /** The place of the ledger's last known event, or a later place. Everything after it is new. */
  get end(): LogPlace | typeof START {
    const { length } = this.index;
    const last = length > 0 ? this.index.logPlaceAt(length - 1) : undefined;
    return last === undefined || (this.scanned && isAfter(this.scanned, last)) ? this.bookmark : last;
  }

  /**
   * Takes the next event that has one of `prefixes`.
   *
   * @throws HistoryLost
   */
  scan(event: LogEvent): void {
    this.believing(() => {
      const place = logPlaceOf(event);
      // A slower reader tells of settings again that may hold no longer.
      const isNew = this.scanned === undefined || isAfter(place, this.scanned);
      if (event.streamId.startsWith(metadataStreamOf(this.names.prefix))) {
        if (isNew) this.lookAtSettings(event);
      } else if (!this.take(event) && isNew) this.beside.foreign.add(event.streamId);
      this.passed(place);
    });
  }

  /**
   * Takes the next event of a stream under the prefix. Returns false when the event is somebody else's and is to be
   * skipped.
   *
   * @throws HistoryLost
   */
  take(event: LogEvent): event is OurEvent {
    return this.believing(() => {
      if (!isOurs(event, this.names)) return this.leaveOut(event);
      if (this.index.add(this.indexed(event))) this.noteTaken(event.id);
      return true;
    });
  }

  /** Somebody else wrote the stream's first event, so the server counts its revisions from that event on, for ever. */
  isForeign(stream: string): boolean {
    return this.foreign.has(this.names.toServer(stream));
  }

  /** Notes that every event of the ledger up to this place was taken. */
  passed(place: LogPlace): void {
    if (this.scanned !== undefined && !isAfter(place, this.scanned)) return;
    this.scanned = place;
    for (let last = this.keeper.lastOfNext; last < this.index.length; last = this.keeper.lastOfNext) {
      if (isAfter(this.index.logPlaceAt(last), place)) return;
      this.keeper.keep(this.index, this.beside);
      this.beside = nothingBeside();
    }
  }

  /**
   * Takes what the keeper has of this log, so that only the rest is left to be read.
   *
   * @throws the client's errors; it can then be called again
   */
  async recall(): Promise<void> {
    if (this.index.length === 0) for await (const known of this.keeper.recall()) this.believe(known);
    if (this.index.length === 0 || (await hasEvents(this.connection, this.names.prefix, this.index))) return;
    this.index = new LedgerIndex();
    this.scanned = undefined;
    this.foreign.clear();
    this.forgetful.clear();
    await this.keeper.beginAnew('NOT_IN_LOG');
  }

  /**
   * Resolves when the event is in the index. One caller at a time can wait for an id; a second one replaces the first.
   */
  seen(id: string): Promise<void> {
    if (this.index.positionOfId(id) !== undefined) return Promise.resolve();
    return new Promise((resolve) => this.awaited.set(id, resolve));
  }

  /** Ends the wait for this id. */
  forget(id: string): void {
    this.awaited.delete(id);
  }

  /**
   * Reads to the end that the log has after this call. Concurrent calls share one read.
   *
   * @throws Silence       the server sends nothing for `silenceMs`
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

  /** The connection was lost: another server may answer next, or an older copy of this one's data. */
  doubt(): void {
    this.doubted = true;
  }

  /** Whether `beSure` has nothing to ask. */
  get isSure(): boolean {
    return !this.lost && !this.doubted;
  }

  /**
   * Where there is doubt, makes sure that the server still has the last event that this process knows.
   *
   * @throws LedgerPutBack, and the client's errors
   */
  async beSure(): Promise<void> {
    if (this.lost) throw this.lost;
    const position = this.index.length - 1;
    if (!this.doubted || position < 0) return;
    if (!(await hasEvent(this.connection, this.names.prefix, this.index, position))) {
      throw this.giveUp(await putBack(this.connection, this.names, position));
    }
    this.doubted = false;
  }

  private believe(known: KeptKnowledge): void {
    if (this.index.length === 0) this.index.reserve(known.events);
    this.index.addBlock(known.block, known);
    this.scanned = this.index.logPlaceAt(this.index.length - 1);
    for (const stream of known.foreign) this.noteForeign(stream);
    for (const [stream, setting] of known.settings) this.noteSetting(stream, setting ?? undefined);
  }

  private giveUp(why: Error): Error {
    if (this.lost) return this.lost;
    this.lostSince = new Date();
    this.lost = why;
    if (why instanceof LedgerPutBack) process.emitWarning(why);
    return why;
  }

  private async readOn(silenceMs: number): Promise<void> {
    await this.beSure();
    for await (const event of this.connection.readAll(this.bookmark, this.prefixes, { silenceMs })) this.scan(event);
  }

  private believing<T>(step: () => T): T {
    if (this.lost) throw this.lost;
    try {
      return step();
    } catch (error) {
      throw this.giveUp(asStoreError(error));
    }
  }

  /** Returns false. Throws when the event shows that events of the ledger are lost or mixed with somebody else's. */
  private leaveOut({ streamId, revision, type }: LogEvent): false {
    // It does not matter what the stream held: after a scavenge nobody can say whose events they were.
    if (type === STREAM_DELETED) throw new HistoryLost(`stream ${streamId} was deleted`);
    if (this.names.holds(streamId) && this.index.lengthOf(this.names.fromServer(streamId)) > 0)
      throw new HistoryLost(`event ${revision} of ${streamId} is not one of ours`);
    this.noteForeign(streamId);
    return false;
  }

  private noteForeign(streamId: string): void {
    if (!this.foreign.has(streamId)) this.notify.foreign(new ForeignStream(streamId));
    this.foreign.add(streamId);
  }

  private indexed(event: OurEvent) {
    const { id, streamId, revision } = event;
    return { ...logPlaceOf(event), id, stream: this.names.fromServer(streamId), revision: Number(revision) };
  }

  private noteTaken(id: string): void {
    this.notify.grown();
    this.awaited.get(id)?.();
    this.awaited.delete(id);
  }

  private lookAtSettings({ streamId, data }: LogEvent): void {
    const stream = streamId.slice(metadataStreamOf('').length);
    const setting = FORGETFUL.find((name) => (data as Record<string, unknown> | null)?.[name] !== undefined);
    this.beside.settings.set(stream, setting ?? null);
    this.noteSetting(stream, setting);
  }

  private noteSetting(stream: string, setting: string | undefined): void {
    if (setting === undefined) this.forgetful.delete(stream);
    else {
      this.forgetful.set(stream, setting);
      this.notify.forgetful(new StreamWouldForget(stream, setting));
    }
  }
}

const nothingBeside = () => ({ foreign: new Set<string>(), settings: new Map<string, string | null>() });

export const logPlaceOf = ({ position, streamId, revision }: LogEvent): LogPlace => {
  if (!position) throw new TypeError(`Event ${revision} of ${streamId} came without its place in the log`);
  return position;
};

const isAfter = (a: LogPlace, b: LogPlace): boolean =>
  a.commit > b.commit || (a.commit === b.commit && a.prepare > b.prepare);
