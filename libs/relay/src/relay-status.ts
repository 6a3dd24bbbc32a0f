/** What a relay is doing, for health, metrics and people. Counts are of this process. */
export interface RelayStatus {
  /** `starting`: it looks for its place, or waits before it tries again; `stopped` with a failure: it needs a human. */
  readonly role: 'starting' | 'active' | 'standby' | 'stopped';
  /** ISO 8601: when it took this role. */
  readonly since: string;
  /** Of the last event it knows to be handled, by whomever; -1 before the first. */
  readonly position: number;
  readonly lag?: number;
  readonly transactions: number;
  /** Events that were published; those internal to a side are not among them. */
  readonly events: number;
  readonly statuses: number;
  /** How often something went wrong, by kind. Being fenced is not among them. */
  readonly errors: Readonly<Record<string, number>>;
  /** How often a younger relay shut it out. */
  readonly fencings: number;
  /** How often it became the active one. */
  readonly takeovers: number;
  /** Why it does not publish now; gone with the next batch that succeeds. */
  readonly failure?: { readonly error: string; readonly since: string; readonly attempts: number };
}

/** Keeps a relay's status. */
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

  /** It gets through again, though there was nothing to publish. */
  recovered(): void {
    this.failure = undefined;
  }

  /** How often it failed in a row. */
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
