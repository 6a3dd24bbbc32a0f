import { follow, step, type EventStore, type Follower, type FollowerHealth, type Following } from '@jwg/event-sourcing';
import { openSqliteEventStore } from '@jwg/event-store';
import { openRows, projectionFollower, projections, type Rows } from '@jwg/read-models';
import { Ledger } from './ledger.js';
import { policyFollower } from './policies.js';

export interface Settings {
  /** The data folder: the ledger and its read models. */
  readonly folder: string;
  /** Read beside the process that writes; every write is refused. */
  readonly readOnly?: boolean;
  readonly clock?: () => Date;
}

/** How far the followers have come: events handled so far, and the event at which they will have caught up, if known. */
export type Progress = (handled: number) => void;

/** Everything that is open: the store, the read models, the followers between them, and the ledger to write through. */
export class Platform {
  readonly ledger: Ledger;
  private readonly followers: readonly Follower[];
  private followings: readonly Following[] = [];

  private constructor(
    readonly store: EventStore,
    readonly rows: Rows,
    readonly clock: () => Date,
    readonly readOnly: boolean,
  ) {
    this.ledger = new Ledger(store, () => this.followings.forEach((it) => it.nudge()), clock);
    // The policy first: what it writes is then there for the read models in the same round.
    const policies = readOnly ? [] : [policyFollower(this.ledger, rows.checkpoint('carry_into_effect'))];
    this.followers = [...policies, ...projections.map((projection) => projectionFollower(rows, projection))];
  }

  /** @throws LedgerInUse, LedgerMissing, LedgerDamaged, LedgerTooNew, NotALedger */
  static async open({ folder, readOnly = false, clock = () => new Date() }: Settings): Promise<Platform> {
    const store = openSqliteEventStore({ folder, readOnly });
    try {
      return new Platform(store, await openRows({ folder }), clock, readOnly);
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  /** The followers at work until `close()`, each at its own pace. */
  start(): void {
    this.followings = this.followers.map((follower) => follow(this.store, follower, { skips: this.rows.skips }));
    this.followings.forEach((it) => it.start());
  }

  /** Lets every follower handle what is in the ledger now, and what the policies write because of it. */
  async catchUp(progress: Progress = () => {}): Promise<void> {
    let handled = 0;
    for (let before = -1; before !== handled;) {
      before = handled;
      for (const follower of this.followers) {
        for (let count = 1; count > 0; progress((handled += count))) count = await step(this.store, follower);
      }
    }
  }

  health(): readonly FollowerHealth[] {
    return this.followings.map((it) => it.health());
  }

  async close(): Promise<void> {
    await Promise.all(this.followings.map((it) => it.stop()));
    await this.store.close();
    await this.rows.close();
  }
}
