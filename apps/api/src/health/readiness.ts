import type { FollowerHealth } from '@jwg/event-sourcing';

/** A follower that is further behind than this answers too much from the past. */
const MAX_LAG = 10_000;

export interface Readiness {
  readonly status: 'ready' | 'notReady';
  /** Why not; empty when ready. */
  readonly reasons: readonly string[];
  readonly followers: readonly { name: string; state: FollowerHealth['state']; position: number; lag?: number }[];
}

export const readiness = (followers: readonly FollowerHealth[]): Readiness => {
  const reasons = followers.flatMap((it) => reasonAgainst(it) ?? []);
  return {
    status: reasons.length === 0 ? 'ready' : 'notReady',
    reasons,
    followers: followers.map(({ name, state, position, lag }) => ({
      name,
      state,
      position,
      ...(lag !== undefined && { lag }),
    })),
  };
};

// The error and the event's kind may speak of what not everybody may see; `jwg health` and the log tell them.
const reasonAgainst = ({ name, state, lag, failure }: FollowerHealth): string | undefined => {
  if (state === 'failing')
    return failure?.event
      ? `${name} stands before position ${failure.event.position} since ${failure.since}`
      : `${name} cannot read the ledger or its own rows since ${failure?.since}`;
  if (state === 'stopped') return `${name} is stopped`;
  if (lag === undefined) return `${name} has not looked at the ledger yet`;
  return lag > MAX_LAG ? `${name} is ${lag} events behind` : undefined;
};
