import type { StoreHealth } from '@jwg/event-sourcing';
import { publicReasonOf } from './failures.js';

/** Remembers whether this process can read the ledger, and since when it cannot. */
export class Readings {
  private failingSince: number | undefined;
  private reason = '';
  private renewals = 0;
  private lastRead = Date.now();

  get quietMs(): number {
    return Date.now() - this.lastRead;
  }

  get health(): Omit<StoreHealth, 'server'> {
    const { failingSince, reason, renewals } = this;
    return { renewals, ...(failingSince !== undefined && { unreadable: { since: new Date(failingSince), reason } }) };
  }

  succeeded(): void {
    this.failingSince = undefined;
    this.lastRead = Date.now();
  }

  /** @param began  when the read began that failed */
  failed(began: number, error: unknown): void {
    this.failingSince ??= began;
    this.reason = publicReasonOf(error);
  }

  renewed(): void {
    this.renewals += 1;
  }
}
