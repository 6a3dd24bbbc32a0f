import type { Failure, FollowerHealth, StoreHealth } from '@jwg/event-sourcing';
import type { LedgerFollower } from '../following/followers.js';

/** A follower that is further behind than this gives answers that are too old. */
export const MAX_LAG = 10_000;

/** A process that could not read the ledger for this long is not ready; shorter is an election, or a restart. */
export const MAX_UNREADABLE_MS = 5_000;

export interface Readiness {
  readonly status: 'ready' | 'notReady';
  /** Why the process is not ready; empty when it is. */
  readonly reasons: readonly string[];
  /** Problems that are no reason to send requests to another server, like brokers that cannot be reached. */
  readonly troubles: readonly string[];
  readonly followers: readonly { name: string; state: FollowerHealth['state']; position: number; lag?: number }[];
}

type Watched = Pick<LedgerFollower, 'task' | 'keepsReady' | 'awaitedFor'> & {
  readonly running: Pick<LedgerFollower['running'], 'health'>;
};

/** Whether a process cannot do its work while that follower fails or is behind. */
export type Needs = (follower: Watched) => boolean;

/** What a process needs to answer questions, whoever keeps the read models current. */
export const forQuestions: Needs = ({ keepsReady, awaitedFor }) => keepsReady || awaitedFor === 'rows';

/**
 * @param store  whether this process can read the ledger, if that is ever in question
 * @param noticed  further troubles, in words
 */
export const readiness = (
  followers: readonly Watched[],
  needs: Needs = ({ keepsReady }) => keepsReady,
  store?: Pick<StoreHealth, 'unreadable'>,
  noticed: readonly string[] = [],
): Readiness => {
  const watched = followers.map((it) => ({ health: it.running.health(), isNeeded: needs(it), task: it.task }));
  const reasons = [
    ...unreadable(store),
    ...sentences(watched.filter(({ isNeeded }) => isNeeded)),
    ...watched.flatMap((it) => (it.isNeeded ? [] : (stopped(it) ?? []))),
  ];
  return {
    status: reasons.length === 0 ? 'ready' : 'notReady',
    reasons,
    troubles: [
      ...sentences(watched.filter(({ isNeeded, health }) => !isNeeded && health.state === 'failing')),
      ...noticed,
    ],
    followers: watched.map(({ health: { name, state, position, lag } }) => ({
      name,
      state,
      position,
      ...(lag !== undefined && { lag }),
    })),
  };
};

const unreadable = ({ unreadable: it }: Pick<StoreHealth, 'unreadable'> = {}): string[] =>
  it && (it.forGood || Date.now() - it.since.getTime() >= MAX_UNREADABLE_MS)
    ? [`the ledger cannot be read since ${it.since.toISOString()}: ${it.reason}`]
    : [];

interface Judged {
  readonly health: FollowerHealth;
  readonly task: string;
}

const stopped = ({ health: { name, state } }: Judged): string | undefined =>
  state === 'stopped' ? `${name} is stopped` : undefined;

/** One for each follower; of those that miss the same server for the same task one for all of them. */
const sentences = (judged: readonly Judged[]): string[] => {
  const together = Object.groupBy(judged, ({ health: { failure, state }, task }, nth) =>
    state === 'failing' && failure?.server && !failure.event ? `${task} ${why(failure)}` : `alone ${nth}`,
  );
  return Object.values(together).flatMap((those = []) => {
    const names = those.map(({ health }) => health.name).join(', ');
    const [first] = those.toSorted((a, b) =>
      (a.health.failure?.since ?? '').localeCompare(b.health.failure?.since ?? ''),
    );
    return (first && reasonAgainst({ ...first, health: { ...first.health, name: names } })) ?? [];
  });
};

// The error and the event's kind may reveal what not everybody may see. `jwg health` and the log show them.
const reasonAgainst = (it: Judged): string | undefined => {
  const { name, state, lag, failure } = it.health;
  if (state === 'failing') {
    if (failure?.event) return `${name} stands before position ${failure.event.position} since ${failure.since}`;
    return `${name} cannot ${it.task} since ${failure?.since}${why(failure)}`;
  }
  if (state === 'stopped') return stopped(it);
  if (lag === undefined) return `${name} has not looked at the ledger yet`;
  return lag > MAX_LAG ? `${name} is ${lag} events behind` : undefined;
};

/** Without the server's address: everybody may ask. */
const why = ({ server, detail }: Partial<Failure> = {}): string =>
  detail ? `: ${detail}` : server ? `: ${server.split(' at ')[0]} is away` : '';
