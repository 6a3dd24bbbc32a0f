import { Gauge, type Registry } from 'prom-client';
import type { LedgerFollower } from '../following/followers.js';

type Measured = Pick<LedgerFollower, 'measure'> & { readonly running: Pick<LedgerFollower['running'], 'health'> };

/** Reports to Prometheus, at each scrape, how far the followers are, and the figures that some have of their own. */
export const measureFollowers = (followers: readonly Measured[], registry: Registry): void => {
  const health = () => followers.map(({ running }) => running.health());
  const gauge = (name: string, help: string, labelNames: string[], collect: (this: Gauge) => void) =>
    new Gauge({ name, help, labelNames, registers: [registry], collect });

  gauge(
    'jwg_follower_position',
    'Position of the last event that the follower handled, -1 before the first',
    ['follower'],
    function () {
      for (const { name, position } of health()) this.set({ follower: name }, position);
    },
  );
  gauge('jwg_follower_lag_events', 'Events in the ledger that the follower has not handled', ['follower'], function () {
    for (const { name, lag } of health()) if (lag !== undefined) this.set({ follower: name }, lag);
  });
  gauge(
    'jwg_follower_failing',
    '1 while the follower stands before an event that it cannot handle',
    ['follower'],
    function () {
      for (const { name, state } of health()) this.set({ follower: name }, state === 'failing' ? 1 : 0);
    },
  );
  gauge(
    'jwg_follower_standby',
    '1 while another process runs the follower, and this one watches',
    ['follower'],
    function () {
      for (const { name, state } of health()) this.set({ follower: name }, state === 'standby' ? 1 : 0);
    },
  );
  for (const { measure } of followers) measure?.(registry);
};
