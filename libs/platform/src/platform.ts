import type { Checkpoint, EventStore, FollowerBooks, FollowerFailed, FollowerHealth } from '@jwg/event-sourcing';
import type { Rows } from '@jwg/read-models';
import type { RelayStatus } from '@jwg/relay';
import { caughtUpInAnyProcess, caughtUpInThisProcess, checkpointsOf, type CaughtUp } from './following/caught-up.js';
import { reachesEnd } from './following/reaches-end.js';
import { followersOf, type LedgerFollower } from './following/followers.js';
import { readiness, type Needs, type Readiness } from './health/readiness.js';
import { noticed } from './health/noticed.js';
import { Ledger } from './writing/ledger.js';
import { openAdapters, type Adapters } from './opening/open-adapters.js';
import { proofsOf, type Proofs } from './proving/proofs.js';
import { withStandIns } from './persons/person-stores.js';
import type { Persons } from './persons/persons.js';
import type { Settings } from './settings/settings.js';

/** A follower's name, and the position of the last event that it handled. */
export type Progress = (follower: string, position: number) => void;

/** Everything that is open: the store, the read models, the followers, and the ledger to write through. */
export class Platform {
  readonly store: EventStore;
  /** The same with names as they are stored: for read models, and to compare events with their entries. */
  readonly enciphered: EventStore;
  /** The same as it is published: an id stands where a person is named. */
  readonly published: EventStore;
  readonly rows: Rows;
  readonly persons?: Persons;
  readonly books: FollowerBooks;
  /** What others verify the ledger by; missing where nothing is signed. */
  readonly proofs?: Proofs;
  readonly clock: () => Date;
  readonly readOnly: boolean;
  readonly ledger: Ledger;
  /** Whether another process runs the followers, and this one only watches them. */
  readonly followsElsewhere: boolean;
  readonly followers: readonly LedgerFollower[];
  private readonly haveCaughtUp: CaughtUp;
  private readonly tracing: Settings['tracing'];

  /** Builds a platform on adapters that are already open. The platform closes them. */
  constructor(
    private readonly adapters: Adapters,
    {
      clock = () => new Date(),
      readOnly = false,
      followers: where,
      tracing,
      witnesses = [],
    }: Omit<Settings, 'folder'> = {},
  ) {
    const { store, enciphered = store, persons, rows, books, notary } = adapters;
    this.store = store;
    this.enciphered = enciphered;
    this.published = withStandIns(enciphered);
    this.persons = persons;
    this.rows = rows;
    this.books = books;
    this.proofs = notary && proofsOf(notary, witnesses, clock);
    this.clock = clock;
    this.readOnly = readOnly;
    this.tracing = tracing;
    this.followsElsewhere = where === 'worker';
    this.ledger = new Ledger(store, clock, books, persons);
    this.followers = followersOf(adapters, this.ledger, { followers: where, tracing });
    this.haveCaughtUp = books.lease ? caughtUpInAnyProcess() : caughtUpInThisProcess;
    store.watch((position) => this.followers.forEach(({ running }) => running.nudge(position)));
  }

  /**
   * @throws LedgerInUse, LedgerMissing, LedgerDamaged, LedgerTooNew, NotALedger  of a folder
   * @throws ReadModelsDamaged, ReadModelsMissing, FollowerBooksUnusable  of a folder
   * @throws StoreUnavailable  a server does not answer
   */
  static async open(settings: Settings): Promise<Platform> {
    return new Platform(await openAdapters(settings), settings);
  }

  /** Runs the followers until `close()`, each at its own pace. */
  start(): void {
    this.followers.forEach(({ running }) => running.start());
  }

  /**
   * Lets the policies and every read model handle what is in the ledger now, and what the policies write meanwhile.
   * A follower that no receipt waits for (the notary, the index of words) stops nobody: when it fails, there is a warning.
   *
   * @throws FollowerFailed
   */
  async catchUp(progress: Progress = () => {}): Promise<void> {
    for (const { name, running, settles, awaitedFor } of this.followers) {
      if (!settles) continue;
      const settling = running.settle((position) => progress(name, position));
      if (awaitedFor) await settling;
      else await settling.catch((error: FollowerFailed) => process.emitWarning(error.message, { type: error.name }));
    }
  }

  /**
   * Leaves one event out of one follower's work for good: a human's decision, recorded with who and why. Answers false
   * when there is no such follower.
   */
  async skip(follower: string, eventId: string, by: string, reason: string): Promise<boolean> {
    const target = this.followers.find(({ name }) => name === follower);
    await target?.running.skip(eventId, by, reason);
    return target !== undefined;
  }

  /**
   * Resolves with true as soon as every read model but the index of words knows the event of a receipt's `cursor` and
   * what the policies made of it, whichever process runs them; with false after `timeoutMs`.
   *
   * @throws UnknownCursor, StoreUnavailable
   */
  async caughtUpTo(cursor: string, timeoutMs: number): Promise<boolean> {
    return reachesEnd(this.store, this.followers, this.haveCaughtUp, { cursor, timeoutMs });
  }

  /** @param needs  which followers this process cannot do its work without; those that keep it ready by default */
  async readiness(needs?: Needs): Promise<Readiness> {
    return readiness(this.followers, needs, this.store.health?.(), await noticed(this));
  }

  health(): readonly FollowerHealth[] {
    return this.followers.map(({ running }) => running.health());
  }

  /**
   * How far each follower is by its stored checkpoint, whichever process runs it. A follower is missing if it has
   * handled nothing yet, or if other processes cannot read its checkpoint.
   *
   * @throws StoreUnavailable
   */
  checkpoints(): Promise<ReadonlyMap<string, Checkpoint>> {
    return checkpointsOf(this.followers);
  }

  /** The status of the relay, if this process runs one. */
  relay(): RelayStatus | undefined {
    return this.adapters.relay?.status();
  }

  async close(): Promise<void> {
    await Promise.all(this.followers.map(({ running }) => running.stop()));
    await this.store.close();
    await this.persons?.keys.close();
    await this.books.close();
    await this.rows.close();
    await this.tracing?.close();
  }
}
