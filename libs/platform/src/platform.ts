import { carryIntoEffect } from '@jwg/domain';
import {
  follow,
  heldElsewhere,
  type EventStore,
  type Follower,
  type FollowerHealth,
  type Following,
} from '@jwg/event-sourcing';
import { projectionFollower, projections, type Rows } from '@jwg/read-models';
import type { RelayStatus } from '@jwg/relay';
import { Ledger } from './ledger.js';
import { logFollower } from './logging/log-follower.js';
import { openAdapters, type Adapters } from './open-adapters.js';
import { policyFollower } from './policies.js';
import { reachedAnywhere, reachedHere, type Reached } from './reached.js';
import type { Settings } from './settings.js';

/** Which follower is at work, and the position of the last event that it handled. */
export type Progress = (follower: string, position: number) => void;

/** What one event leads to is written within so many events after it, or the wait for it ends earlier. */
const EFFECTS_AT_MOST = 500;

const policy = carryIntoEffect.name;
const readModels = projections.map(({ name }) => name);

/** Everything that is open: the store, the read models, the followers between them, and the ledger to write through. */
export class Platform {
  readonly store: EventStore;
  readonly rows: Rows;
  readonly clock: () => Date;
  readonly readOnly: boolean;
  readonly ledger: Ledger;
  /** Whether others let the followers work; here they are only watched. */
  readonly followsElsewhere: boolean;
  private readonly followings: readonly Following[];
  private readonly reached: Reached;
  private readonly tracing: Settings['tracing'];

  /** Over adapters that are open already; it closes them. */
  constructor(
    private readonly adapters: Adapters,
    { clock = () => new Date(), readOnly = false, followers: where, tracing }: Omit<Settings, 'folder'> = {},
  ) {
    const { store, rows, relay } = adapters;
    this.store = store;
    this.rows = rows;
    this.clock = clock;
    this.readOnly = readOnly;
    this.tracing = tracing;
    this.followsElsewhere = where === 'worker';
    this.ledger = new Ledger(store, clock);
    // The policy first: what it writes is then there for the read models in the same round.
    const policies = readOnly ? [] : [policyFollower(this.ledger, rows.checkpoint(policy))];
    const followers: Follower[] = [...policies, ...projections.map((it) => projectionFollower(rows, it))];
    const lease = this.followsElsewhere ? heldElsewhere : rows.lease;
    const options = { skips: rows.skips, lease, onChange: logFollower };
    const followings = followers.map((it) => follow(store, tracing?.follower(it) ?? it, options));
    this.reached = rows.lease ? reachedAnywhere(() => rows.positions()) : reachedHere(followings);
    this.followings = relay ? [...followings, relay] : followings;
    store.watch((position) => this.followings.forEach((it) => it.nudge(position)));
  }

  /**
   * @throws LedgerInUse, LedgerMissing, LedgerDamaged, LedgerTooNew, NotALedger  of a folder
   * @throws StoreUnavailable  a server does not answer
   * @throws AnotherLedger  the read models are another ledger's
   */
  static async open(settings: Settings): Promise<Platform> {
    return new Platform(await openAdapters(settings), settings);
  }

  /** The followers at work until `close()`, each at its own pace. */
  start(): void {
    this.followings.forEach((it) => it.start());
  }

  /**
   * Lets the policies and every read model handle what is in the ledger now, and what the policies write because of it.
   *
   * @throws FollowerFailed
   */
  async catchUp(progress: Progress = () => {}): Promise<void> {
    for (const following of this.followings) {
      if (following === this.adapters.relay) continue;
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
   * it, whichever process does that work; with false after `timeoutMs`.
   *
   * @throws UnknownCursor, StoreUnavailable
   */
  async caughtUpTo(cursor: string, timeoutMs: number): Promise<boolean> {
    const until = Date.now() + timeoutMs;
    const reach = (followers: readonly string[], position: number) =>
      this.reached(followers, position, Math.max(0, until - Date.now()));
    const position = await this.store.positionOf(cursor);
    if (!(await reach([policy], position))) return false;
    const effects = await this.store.readAll(cursor, EFFECTS_AT_MOST);
    return reach(readModels, effects.at(-1)?.position ?? position);
  }

  health(): readonly FollowerHealth[] {
    return this.followings.map((it) => it.health());
  }

  /** Of the relay, where one is at work in this process. */
  relay(): RelayStatus | undefined {
    return this.adapters.relay?.status();
  }

  async close(): Promise<void> {
    await Promise.all(this.followings.map((it) => it.stop()));
    await this.store.close();
    await this.rows.close();
    await this.tracing?.close();
  }
}
