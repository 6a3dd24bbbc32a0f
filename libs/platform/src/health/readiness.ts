import type { FollowerHealth } from '@jwg/event-sourcing';

/** A follower that is further behind than this answers too much from the past. */
export const MAX_LAG = 10_000;

export interface Readiness {
  readonly status: 'ready' | 'notReady';
  /** Why not; empty when ready. */
  readonly reasons: readonly string[];
  /** What is wrong without being a reason to send requests elsewhere, like brokers that cannot be reached. */
  readonly troubles: readonly string[];
  readonly followers: readonly { name: string; state: FollowerHealth['state']; position: number; lag?: number }[];
}

/** @param needs  whether this process cannot do its work while that follower fails or is behind */
export const readiness = (
  followers: readonly FollowerHealth[],
  needs: (follower: string) => boolean = () => true,
): Readiness => {
  const reasons = followers.flatMap((it) => (needs(it.name) ? reasonAgainst(it) : stopped(it)) ?? []);
  return {
    status: reasons.length === 0 ? 'ready' : 'notReady',
    reasons,
    troubles: followers.flatMap((it) => (!needs(it.name) && it.state === 'failing' ? (reasonAgainst(it) ?? []) : [])),
    followers: followers.map(({ name, state, position, lag }) => ({
      name,
      state,
      position,
      ...(lag !== undefined && { lag }),
    })),
  };
};

const stopped = ({ name, state }: FollowerHealth): string | undefined =>
  state === 'stopped' ? `${name} is stopped` : undefined;

// The error and the event's kind may speak of what not everybody may see; `jwg health` and the log tell them.
const reasonAgainst = (it: FollowerHealth): string | undefined => {
  const { name, state, lag, failure } = it;
  if (state === 'failing') {
    if (failure?.event) return `${name} stands before position ${failure.event.position} since ${failure.since}`;
    const what = name === 'relay' ? 'publish' : 'read the ledger or its own rows';
    return `${name} cannot ${what} since ${failure?.since}`;
  }
  if (state === 'stopped') return stopped(it);
  if (lag === undefined) return `${name} has not looked at the ledger yet`;
  return lag > MAX_LAG ? `${name} is ${lag} events behind` : undefined;
};
