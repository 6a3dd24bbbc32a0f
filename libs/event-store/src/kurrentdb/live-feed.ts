import { streamNameFilter, type AllStreamSubscription } from '@kurrent/kurrentdb-client';
import type { Connection } from './connection.js';
import type { LedgerLog } from './ledger-log.js';
import { sleep } from './waiting.js';

export const FIRST_PAUSE_MS = 50;
export const LONGEST_PAUSE_MS = 5_000;
/** How often the server reports its place while it skips other events, in its own unit of 32 events. */
const CHECKPOINT_INTERVAL = 4;

/**
 * Passes every new event from the server to the log. A subscription that ends is started again at the log's last known
 * place: no event is missed, and the log recognises an event that comes twice.
 */
export class LiveFeed {
  private subscription: AllStreamSubscription | undefined;
  private readonly stopping = new AbortController();
  private pauseMs = FIRST_PAUSE_MS;
  private following: Promise<void> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly log: LedgerLog,
  ) {
    connection.whenRenewed(() => this.subscribeAnew());
  }

  start(): void {
    this.following = this.follow();
  }

  /** Resolves when no more events will be passed on. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.leave();
    await this.following;
  }

  /** The node that the subscription is on says nothing, and may say nothing for long. */
  private subscribeAnew(): void {
    this.pauseMs = FIRST_PAUSE_MS;
    this.leave();
  }

  private leave(): void {
    this.subscription?.destroy();
    this.subscription?.unsubscribe().catch(() => undefined);
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      if (await this.isSure()) {
        await this.subscribe(signal);
        this.log.doubt();
      }
      await sleep(this.pauseMs, signal);
      this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }

  /** What another ledger brings must not get into the index. */
  private async isSure(): Promise<boolean> {
    try {
      await this.log.beSure();
      return true;
    } catch {
      if (this.log.lost) this.stopping.abort();
      return false;
    }
  }

  /** Resolves when the subscription has ended, for any reason. */
  private subscribe(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const subscription = this.connection.client.subscribeToAll({
        fromPosition: this.log.bookmark,
        filter: streamNameFilter({
          prefixes: this.log.prefixes,
          checkpointInterval: CHECKPOINT_INTERVAL,
          // The client may report a checkpoint before earlier events were handled. While any of them wait, this
          // checkpoint is skipped; a later one will do.
          checkpointReached: (from, place) => void (from.readableLength === 0 && this.log.passed(place)),
        }),
      });
      this.subscription = subscription;
      subscription.on('confirmation', () => (this.pauseMs = FIRST_PAUSE_MS));
      subscription.on('data', ({ event }) => {
        try {
          if (event && !signal.aborted) this.log.scan(event);
        } catch {
          this.stopping.abort(); // the log keeps the reason and throws it at every later call
          subscription.destroy();
        }
      });
      for (const ending of ['error', 'end', 'close']) subscription.on(ending, () => resolve());
    });
  }
}
