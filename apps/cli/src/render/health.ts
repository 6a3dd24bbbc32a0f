import type { FollowerHealth } from '@jwg/platform';
import type { Views } from '../output.js';
import { table, wrap } from './table.js';

/** A follower's health; of one that runs in another process only what that process says, or its stored position. */
export type Health = Pick<FollowerHealth, 'name' | 'position' | 'lag' | 'failure'> &
  Partial<Pick<FollowerHealth, 'state' | 'skipped'>>;

export interface HealthReport {
  readonly followers: readonly Health[];
  /** Where they run, and whether all is well there, when that is another process. */
  readonly remarks: readonly string[];
}

export const healthViews: Views<HealthReport> = {
  text: ({ followers, remarks }, { width }) =>
    [
      table(
        [
          { title: 'Follower', width: 18 },
          { title: 'Position', width: 9 },
          { title: 'Behind', width: 7 },
          { title: 'State' },
        ],
        followers.map((it) => [
          it.name,
          String(it.position),
          it.lag === undefined ? '?' : String(it.lag),
          [
            stateOf(it),
            ...(it.skipped ?? []).map(({ eventId, by, reason }) => `${eventId} left out by ${by}: ${reason}`),
          ].join('\n'),
        ]),
        width,
      ),
      ...remarks.flatMap((remark) => wrap(remark, width)),
    ].join('\n'),
  csv: ({ followers }) => [
    ['follower', 'position', 'behind', 'state'],
    ...followers.map((it) => [it.name, it.position, it.lag, stateOf(it)]),
  ],
};

const stateOf = ({ failure, state }: Health): string => {
  if (failure)
    return `stands before ${failure.event ? `${failure.event.type} ${failure.event.id} at ${failure.event.position}` : 'the ledger'}: ${failure.error}`;
  if (state === undefined) return 'as stored';
  return state === 'failing' || state === 'stopped' ? state : 'follows';
};
