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
  readonly failure?: { readonly error: string; readonly since: string; readonly attempts: number };
}

/** Records a relay's status. */
export class RelayRecord {
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
    this.failure = {
      error: `${error.name}: ${error.message}`,
      since: this.failure?.since ?? new Date().toISOString(),
      attempts: this.attempts + 1,
    };
  }

  published({ events, statuses }: { events: number; statuses: number }): void {
    this.recovered();
    this.counts.transactions += 1;
    this.counts.events += events;
    this.counts.statuses += statuses;
  }

  /** The connection works again, although there was nothing to publish. */
  recovered(): void {
    this.failure = undefined;
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
