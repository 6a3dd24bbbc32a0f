import { EventIdConflict, StoreUnavailable, WrongExpectedRevision, type StoredEvent } from '@jwg/event-sourcing';
import { firstRevision, type EncodedWrite } from '../encode.js';
import type { Abilities } from './abilities.js';
import type { Connection } from './connection.js';
import { failureOf, asStoreError } from './failures.js';
import { judge } from './judge.js';
import type { LedgerLog } from './ledger-log.js';
import type { LedgerReader } from './ledger-reader.js';
import { StreamTaken } from './refusals.js';
import { send } from './send.js';
import { deadlineIn, orLate, sleep, type Deadline } from './waiting.js';

/** The time limit of one attempt, in milliseconds. After it the answer counts as lost and the call is repeated. */
export const ONE_TRY_MS = 700;
/** How long to wait for the live feed to deliver written events, in milliseconds. After it the log is read. */
const FEED_MS = 100;
const FIRST_PAUSE_MS = 25;
/** Extra milliseconds for each event, because an import is one append of thousands of events. */
export const EACH_EVENT_MS = 2;

/**
 * Executes appends. Each one is answered, or fails with `StoreUnavailable`, within its time limit, whatever the server
 * does.
 */
export class Appender {
  /** The appends under way, by event id. A later append with one of these ids waits for the outcome of the first. */
  private readonly byId = new Map<string, Promise<unknown>>();

  constructor(
    private readonly connection: Connection,
    private readonly log: LedgerLog,
    private readonly reader: LedgerReader,
    private readonly its: { readonly answerWithinMs: number; readonly abilities: Abilities },
  ) {}

  async append(writes: readonly EncodedWrite[]): Promise<StoredEvent[]> {
    const ids = writes.flatMap(({ events }) => events.map(({ event }) => event.id));
    const deadline = deadlineIn(this.its.answerWithinMs + EACH_EVENT_MS * ids.length);
    for (let other = this.underWayWith(ids); other && deadline.remainingMs > 0; other = this.underWayWith(ids))
      await orLate(other, deadline.remainingMs).catch(() => undefined);
    const appending = this.carryOut(writes, ids.at(-1), deadline);
    for (const id of ids) this.byId.set(id, appending);
    try {
      return await appending;
    } finally {
      for (const id of ids) this.byId.delete(id);
      for (const id of ids.slice(-1)) this.log.forget(id);
    }
  }

  private underWayWith(ids: readonly string[]): Promise<unknown> | undefined {
    return ids.map((id) => this.byId.get(id)).find((other) => other !== undefined);
  }

  private async carryOut(
    writes: readonly EncodedWrite[],
    last: string | undefined,
    deadline: Deadline,
  ): Promise<StoredEvent[]> {
    let failed: unknown;
    for (let pauseMs = FIRST_PAUSE_MS; deadline.remainingMs > 0; pauseMs *= 2) {
      try {
        if ((await this.verdict(writes, deadline)) === 'there') return await this.read(writes);
        if (last === undefined) return [];
        this.refuseForeign(writes);
        if (!this.log.isSure) await inTime(this.log.beSure(), deadline);
        if (await this.sent(writes, last, deadline)) return this.answer(writes);
      } catch (error) {
        if (failureOf(error) === 'stop') throw asStoreError(error);
        if (failureOf(error) === 'again') this.log.doubt();
        failed = error;
      }
      await sleep(Math.min(pauseMs, deadline.remainingMs));
    }
    throw failed === undefined
      ? new StoreUnavailable('The KurrentDB server gave no answer in time; retry with the same ids')
      : asStoreError(failed, this.connection.server);
  }

  /** A refusal, and the answer to an append without events, require an index that is up to date with the log. */
  private async verdict(writes: readonly EncodedWrite[], deadline: Deadline): Promise<'there' | 'new'> {
    try {
      const verdict = judge(writes, this.log.index);
      if (writes.some(({ events }) => events.length > 0)) return verdict;
    } catch (error) {
      if (!isVerdict(error)) throw error;
    }
    await inTime(this.log.refresh(), deadline);
    return judge(writes, this.log.index);
  }

  private refuseForeign(writes: readonly EncodedWrite[]): void {
    const taken = writes.find(({ stream }) => this.log.isForeign(stream));
    if (taken) throw new StreamTaken(taken.stream);
  }

  /** True when the events are stored and in the index; false when the outcome is still unknown. */
  private async sent(writes: readonly EncodedWrite[], last: string, deadline: Deadline): Promise<boolean> {
    const seen = this.log.seen(last).then(() => 'seen' as const);
    const sent = send(this.connection, this.log.names, writes, this.its.abilities).then(() => 'stored' as const);
    const events = writes.reduce((sum, write) => sum + write.events.length, 0);
    const oneTry = Math.min(ONE_TRY_MS + EACH_EVENT_MS * events, deadline.remainingMs);
    const outcome = await orLate(Promise.race([seen, sent]), oneTry);
    if (outcome === 'seen') return true;
    if (outcome === 'stored' && (await orLate(seen, Math.min(FEED_MS, deadline.remainingMs))) === 'seen') return true;
    await inTime(this.log.refresh(), deadline);
    return outcome === 'stored' && this.log.index.positionOfId(last) !== undefined;
  }

  private answer(writes: readonly EncodedWrite[]): StoredEvent[] {
    return writes.flatMap((write) =>
      write.events.map(({ event, data, metadata }, i) => {
        const revision = firstRevision(write) + i;
        const position = this.log.index.positionOf({ stream: write.stream, revision, id: event.id });
        if (position === undefined) throw new EventIdConflict(write.stream, event.id);
        return {
          id: event.id,
          type: event.type,
          schemaVersion: event.schemaVersion,
          data: JSON.parse(data) as unknown,
          metadata: JSON.parse(metadata) as unknown,
          recordedAt: event.recordedAt,
          stream: write.stream,
          revision,
          position,
          cursor: this.log.index.cursorOf(position),
        };
      }),
    );
  }

  /** Reads the stored events, because their content may differ from that of the repeated append. */
  private async read(writes: readonly EncodedWrite[]): Promise<StoredEvent[]> {
    const stored = await Promise.all(
      writes
        .filter(({ events }) => events.length > 0)
        .map((write) => this.reader.readStream(write.stream, firstRevision(write), write.events.length)),
    );
    return stored.flat();
  }
}

const isVerdict = (error: unknown): boolean =>
  error instanceof WrongExpectedRevision || error instanceof EventIdConflict;

const inTime = async (promise: Promise<void>, deadline: Deadline): Promise<void> => {
  if ((await orLate(promise, deadline.remainingMs)) === 'late')
    throw new StoreUnavailable('The KurrentDB server did not answer in time');
};
