import type { StoredEvent } from './event.js';
import { endsHere } from './event-size.js';
import type { EventStore } from './event-store.js';
import { HowFar } from './how-far.js';
import type { Failure, SkippedEvent, Skips } from './following.js';
import { LedgerError } from './ledger-error.js';
import { CheckpointMoved, FOLLOWER_BATCH, type Follower } from './follower.js';

/**
 * Takes a follower through the log, one batch per call, and records how far the follower is, where the ledger ends, and
 * which failure stops it. When a batch fails, its events are handled one by one. So everything before the failing event
 * stays handled, and `failure` names that event.
 */
export class Batches {
  private readonly howFar = new HowFar();
  /** The highest position that this process has heard of; missing before it has heard of any. */
  ledgerEnd: number | undefined;
  failure: Failure | undefined;
  skipped = new Map<string, SkippedEvent>();
  private readonly limit: number;

  constructor(
    private readonly store: Pick<EventStore, 'readAll'>,
    private readonly follower: Follower,
    private readonly skips: Skips | undefined,
    private readonly isStopping: () => boolean,
  ) {
    this.limit = follower.batch ?? FOLLOWER_BATCH;
  }

  /** Position of the last event handled, by this process or another; -1 before the first. */
  get position(): number {
    return this.howFar.position;
  }

  /** Handles the next batch. Answers whether there may be more. Records the reason in `failure` before it throws. */
  async handleNext(): Promise<boolean> {
    const { batch, after } = await this.read();
    const isLast = endsHere(batch, this.limit);
    const last = batch.at(-1);
    if (isLast) this.heardOf(last?.position ?? this.position);
    if (!last) {
      await this.rest();
      this.failure = undefined;
      return false;
    }
    if (!this.failure && !batch.some(({ id }) => this.skipped.has(id)))
      try {
        await this.follower.handle(batch, after);
        this.arrived(last.position);
        return !isLast;
      } catch (error) {
        if (error instanceof CheckpointMoved) throw error;
      }
    await this.handleOneByOne(batch, after);
    return true;
  }

  private async rest(): Promise<void> {
    try {
      await this.follower.caughtUp?.();
    } catch (error) {
      if (!(error instanceof CheckpointMoved)) this.failed(error);
      throw error;
    }
  }

  /** Handles nothing: only reads how far the process is that holds the lease. */
  async look(): Promise<void> {
    const checkpoint = await this.follower.checkpoint();
    if (checkpoint) this.arrived(checkpoint.position);
    const [next] = await this.store.readAll(checkpoint?.cursor, 1);
    this.heardOf(next?.position ?? this.position);
    this.failure = undefined;
  }

  failed(error: unknown, event?: StoredEvent): void {
    const again = this.failure?.event?.id === event?.id ? this.failure : undefined;
    this.failure = {
      ...(event && { event: { id: event.id, type: event.type, stream: event.stream, position: event.position } }),
      error: textOf(error),
      ...(error instanceof LedgerError && error.server && { server: error.server }),
      since: again?.since ?? new Date().toISOString(),
      attempts: (again?.attempts ?? 0) + 1,
    };
  }

  /** Notes that there is an event at this position. */
  heardOf(position: number): void {
    this.ledgerEnd = Math.max(this.ledgerEnd ?? -1, position);
  }

  /** Resolves with true as soon as the event at `wanted` is handled, with false after `timeoutMs`. */
  caughtUpTo(wanted: number, timeoutMs: number): Promise<boolean> {
    return this.howFar.reaches(wanted, timeoutMs);
  }

  private async read(): Promise<{ batch: readonly StoredEvent[]; after: string | undefined }> {
    try {
      // The skips are read only where they may matter: at the beginning, and before an event that fails.
      if (this.skips && (this.failure || this.position < 0)) {
        const skipped = await this.skips.list(this.follower.name);
        this.skipped = new Map(skipped.map((one) => [one.eventId, one]));
      }
      const checkpoint = await this.follower.checkpoint();
      if (checkpoint) this.arrived(checkpoint.position);
      const after = checkpoint?.cursor;
      return { batch: await this.store.readAll(after, this.limit), after };
    } catch (error) {
      this.failed(error);
      throw error;
    }
  }

  private async handleOneByOne(batch: readonly StoredEvent[], after: string | undefined): Promise<void> {
    for (const event of batch) {
      if (this.isStopping()) return;
      try {
        if (this.skipped.has(event.id)) await this.follower.skip(event, after);
        else await this.follower.handle([event], after);
      } catch (error) {
        if (!(error instanceof CheckpointMoved)) this.failed(error, event);
        throw error;
      }
      this.failure = undefined;
      this.arrived(event.position);
      after = event.cursor;
    }
  }

  private arrived(position: number): void {
    this.howFar.arrived(position);
    if (this.ledgerEnd !== undefined) this.heardOf(this.position);
  }
}

const textOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return `${error.name}: ${error.message}${error.cause instanceof Error ? ` (${error.cause.message})` : ''}`;
};
