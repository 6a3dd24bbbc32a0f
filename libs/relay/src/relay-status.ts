import { LedgerError, type Failure, type FollowerChange } from '@jwg/event-sourcing';
import { NeedsHuman } from './relay-checkpoint.js';

/** What a relay is doing, for health checks, metrics and people. Counters begin with the process. */
export interface RelayStatus {
  /** `starting`: it reads its checkpoint, or waits before a retry. `stopped` with a failure: it needs a human. */
  readonly role: 'starting' | 'active' | 'standby' | 'stopped';
  /** ISO 8601: when it took this role. */
  readonly since: string;
  /** The position of the last event that it knows to be handled, by any relay; -1 before the first. */
  readonly position: number;
  readonly lag?: number;
  readonly transactions: number;
  /** The number of published events, without events internal to a side. */
  readonly events: number;
  readonly statuses: number;
  /** The number of errors by kind. Fencing does not count as an error. */
  readonly errors: Readonly<Record<string, number>>;
  /** How often a younger relay fenced this one. */
  readonly fencings: number;
  /** How often this relay became the active one. */
  readonly takeovers: number;
  /** Why it does not publish now; removed when a batch succeeds. */
  readonly failure?: Omit<Failure, 'event'>;
}

type Change = Pick<FollowerChange, 'from' | 'to' | 'error' | 'detail'>;

/** Records a relay's status. */
export class RelayRecord {
  /** @param onChange  called when it begins to fail, and when it works again; not for each attempt */
  constructor(private readonly onChange: (change: Change) => void = () => {}) {}

  private role: RelayStatus['role'] = 'stopped';
  private since = new Date().toISOString();
  private readonly errors: Record<string, number> = {};
  private failure: RelayStatus['failure'];
  private counts = { transactions: 0, events: 0, statuses: 0, fencings: 0, takeovers: 0 };

  become(role: RelayStatus['role']): void {
    if (role === this.role) return;
    this.role = role;
    this.since = new Date().toISOString();
    if (role === 'active') this.counts.takeovers += 1;
  }

  fenced(): void {
    this.counts.fencings += 1;
  }

  failed(kind: string, error: Error): void {
    this.errors[kind] = (this.errors[kind] ?? 0) + 1;
    const before = this.failure;
    const detail = error instanceof NeedsHuman ? error.detail : undefined;
    this.failure = {
      error: `${error.name}: ${error.message}`,
      ...(detail !== undefined && { detail }),
      ...(error instanceof LedgerError && error.server && { server: error.server }),
      since: before?.since ?? new Date().toISOString(),
      attempts: this.attempts + 1,
    };
    if (!before || before.detail !== detail) this.onChange({ from: 'running', to: 'failing', error, detail });
  }

  published({ events, statuses }: { events: number; statuses: number }): void {
    this.recovered();
    this.counts.transactions += 1;
    this.counts.events += events;
    this.counts.statuses += statuses;
  }

  /** The connection works again, although there was nothing to publish. */
  recovered(): void {
    if (!this.failure) return;
    this.failure = undefined;
    this.onChange({ from: 'failing', to: this.role === 'standby' ? 'standby' : 'running' });
  }

  /** The number of consecutive failures. */
  get attempts(): number {
    return this.failure?.attempts ?? 0;
  }

  get isActive(): boolean {
    return this.role === 'active';
  }

  at({ position, lag }: { position: number; lag?: number }): RelayStatus {
    return {
      role: this.role,
      since: this.since,
      position,
      ...(lag !== undefined && { lag }),
      ...this.counts,
      errors: { ...this.errors },
      ...(this.failure && { failure: this.failure }),
    };
  }
}
