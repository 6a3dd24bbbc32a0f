import { describe, expect, it } from '@jest/globals';
import type { FollowerHealth } from '@jwg/event-sourcing';
import { Registry } from 'prom-client';
import type { RelayStatus } from '@jwg/relay';
import { measureFollowers } from './measure-followers.js';
import { measureRelay } from './measure-relay.js';

const health: FollowerHealth[] = [
  { name: 'forums', state: 'running', position: 7, lag: 0, skipped: [] },
  { name: 'journal', state: 'standby', position: 5, lag: 2, skipped: [] },
];
const followers = health.map((it) => ({ running: { health: () => it } }));
const measured = async (relay?: RelayStatus) => {
  const registry = new Registry();
  const measure = relay && ((into: Registry) => measureRelay(() => relay, into));
  measureFollowers([...followers, { running: { health: () => health[0]! }, measure }], registry);
  await registry.metrics();
  return registry.metrics(); // a second scrape must not add to the figures of the first one
};

describe('the metrics of the followers', () => {
  it('give their positions and their processes, and nothing about a relay where there is none', async () => {
    const text = await measured();
    expect(text).toContain('jwg_follower_position{follower="forums"} 7');
    expect(text).toContain('jwg_follower_lag_events{follower="journal"} 2');
    expect(text).toContain('jwg_follower_standby{follower="forums"} 0');
    expect(text).toContain('jwg_follower_standby{follower="journal"} 1');
    expect(text).not.toContain('jwg_relay');
  });

  it('give the state and the counters of the relay', async () => {
    const counts = { transactions: 3, events: 40, statuses: 9, fencings: 1, takeovers: 2 };
    const text = await measured({
      role: 'active',
      since: '2026-01-01T00:00:00.000Z',
      position: 41,
      lag: 1,
      errors: { ECONNREFUSED: 4 },
      ...counts,
    });
    for (const line of [
      'jwg_relay_role{role="active"} 1',
      'jwg_relay_role{role="standby"} 0',
      'jwg_relay_position 41',
      'jwg_relay_lag_events 1',
      'jwg_relay_transactions_total 3',
      'jwg_relay_events_total 40',
      'jwg_relay_fencings_total 1',
      'jwg_relay_takeovers_total 2',
      'jwg_relay_errors_total{kind="ECONNREFUSED"} 4',
    ])
      expect(text).toContain(line);
  });
});
