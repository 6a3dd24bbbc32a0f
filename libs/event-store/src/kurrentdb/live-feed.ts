import { streamNameFilter, type AllStreamSubscription, type KurrentDBClient } from '@kurrent/kurrentdb-client';
import type { LedgerLog } from './ledger-log.js';
import { sleep } from './waiting.js';

export const FIRST_PAUSE_MS = 50;
export const LONGEST_PAUSE_MS = 5_000;
/** The server names the place it has come to after so many events (times 32, its own unit) of others. */
const CHECKPOINT_INTERVAL = 4;

/**
 * Hands the log every new event as the server tells of it. A subscription that ends is taken up again where the log
 * has come to: nothing is missed, and what comes twice the log knows.
 */
export class LiveFeed {
  private subscription: AllStreamSubscription | undefined;
  private readonly stopping = new AbortController();
  private pauseMs = FIRST_PAUSE_MS;
  private following: Promise<void> | undefined;

  constructor(
    private readonly client: KurrentDBClient,
    private readonly log: LedgerLog,
  ) {}

  start(): void {
    this.following = this.follow();
  }

  /** Resolves when nothing more will be handed over. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.subscription?.destroy();
    this.subscription?.unsubscribe().catch(() => undefined);
    await this.following;
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.subscribe(signal);
      await sleep(this.pauseMs, signal);
      this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }

  /** Resolves when the subscription has ended, for whatever reason. */
  private subscribe(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const subscription = this.client.subscribeToAll({
        fromPosition: this.log.bookmark,
        filter: streamNameFilter({
          ...this.log.filter,
          checkpointInterval: CHECKPOINT_INTERVAL,
          // It is called before events that came earlier were handled; with some of them still waiting, a later one will do.
          checkpointReached: (from, place) => void (from.readableLength === 0 && this.log.passed(place)),
        }),
      });
      this.subscription = subscription;
      subscription.on('confirmation', () => (this.pauseMs = FIRST_PAUSE_MS));
      subscription.on('data', ({ event }) => {
        try {
          if (event && !signal.aborted) this.log.scan(event);
        } catch {
          this.stopping.abort(); // the log knows why, and tells whoever asks
          subscription.destroy();
        }
      });
      for (const ending of ['error', 'end', 'close']) subscription.on(ending, () => resolve());
    });
  }
}
