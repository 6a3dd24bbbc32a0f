import type { Connection } from './connection.js';
import type { LedgerLog } from './ledger-log.js';
import { sleep } from './waiting.js';

/** A process that has read nothing for this long reads, to know whether it can. */
export const QUIET_MS = 1_000;
/** How often it tries while it cannot. */
const TRY_MS = 200;

/** Notices that the ledger cannot be read, and that it can be again, also while nobody asks for anything. */
export class Pulse {
  private readonly stopping = new AbortController();
  private beating: Promise<void> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly log: LedgerLog,
  ) {}

  start(): void {
    this.beating = this.beat();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.beating;
  }

  private async beat(): Promise<void> {
    const { signal } = this.stopping;
    const { readings } = this.connection;
    while (!signal.aborted) {
      if (readings.health.unreadable || readings.quietMs >= QUIET_MS) await this.log.refresh().catch(() => undefined);
      await sleep(readings.health.unreadable ? TRY_MS : QUIET_MS, signal);
    }
  }
}
