import type { FollowerBooks, FollowerHealth } from '@jwg/event-sourcing';
import { nobodyRuns } from './nobody-runs.js';
import { unfinishedSince } from './unfinished-imports.js';

interface Watching {
  readonly followsElsewhere: boolean;
  readonly books: Pick<FollowerBooks, 'begun' | 'lease'>;
  health(): readonly Pick<FollowerHealth, 'name'>[];
}

/** Troubles that no follower of this process meets. */
export const noticed = async (it: Watching): Promise<string[]> => {
  const names = it.health().map(({ name }) => name);
  const gone = it.followsElsewhere ? nobodyRuns(it.books.lease, names) : Promise.resolve([]);
  return (await Promise.all([gone, unfinishedSince(it.books)])).flat();
};
