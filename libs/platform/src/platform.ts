import { follow, type EventStore, type Follower, type FollowerHealth, type Following } from '@jwg/event-sourcing';
import { openSqliteEventStore } from '@jwg/event-store';
import { openRows, projectionFollower, projections, type Rows } from '@jwg/read-models';
import { Ledger } from './ledger.js';
import { policyFollower } from './policies.js';
import type { Settings } from './settings.js';

/** Which follower is at work, and the position of the last event that it handled. */
export type Progress = (follower: string, position: number) => void;

/** What one event leads to is written within so many events after it, or the wait for it ends earlier. */
const EFFECTS_AT_MOST = 500;

/** Everything that is open: the store, the read models, the followers between them, and the ledger to write through. */
export class Platform {
  readonly ledger: Ledger;
  private readonly followings: readonly Following[];

  private constructor(
    readonly store: EventStore,
    readonly rows: Rows,
    readonly clock: () => Date,
    readonly readOnly: boolean,
  ) {
    this.ledger = new Ledger(store, clock);
    // The policy first: what it writes is then there for the read models in the same round.
    const policies = readOnly ? [] : [policyFollower(this.ledger, rows.checkpoint('carry_into_effect'))];
    const followers: Follower[] = [...policies, ...projections.map((it) => projectionFollower(rows, it))];
    this.followings = followers.map((it) => follow(store, it, { skips: rows.skips }));
    store.watch((position) => this.followings.forEach((it) => it.nudge(position)));
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
    this.followings.forEach((it) => it.start());
  }

  /**
   * Lets every follower handle what is in the ledger now, and what the policies write because of it.
   *
   * @throws FollowerFailed
   */
  async catchUp(progress: Progress = () => {}): Promise<void> {
    for (const following of this.followings) {
      const { name } = following.health();
      await following.settle((position) => progress(name, position));
    }
  }

  /**
   * Leaves one event out of one follower's work for good: a human's act, recorded with who and why.
   * Answers false when there is no such follower.
   */
  async skip(follower: string, eventId: string, by: string, reason: string): Promise<boolean> {
    const following = this.followings.find((it) => it.health().name === follower);
    await following?.skip(eventId, by, reason);
    return following !== undefined;
  }

  /**
   * Resolves with true as soon as every read model knows the event of a receipt's `cursor` and what the policies made of
   * it, with false after `timeoutMs`.
   *
   * @throws UnknownCursor
   */
  async caughtUpTo(cursor: string, timeoutMs: number): Promise<boolean> {
    const until = Date.now() + timeoutMs;
    const reach = (following: Following, position: number) =>
      following.caughtUpTo(position, Math.max(0, until - Date.now()));
    const position = await this.store.positionOf(cursor);
    const [policy, ...readModels] = this.followings;
    if (!(await reach(policy!, position))) return false;
    const effects = await this.store.readAll(cursor, EFFECTS_AT_MOST);
    const last = effects.at(-1)?.position ?? position;
    return (await Promise.all(readModels.map((it) => reach(it, last)))).every(Boolean);
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
