import { Counter, Gauge, type Registry } from 'prom-client';
import type { Platform } from '../platform.js';

type Watched = Pick<Platform, 'health' | 'relay'>;

/** Tells Prometheus, at each look, where the followers are, and what the relay of this process has done. */
export const measureFollowers = (platform: Watched, registry: Registry): void => {
  const gauge = (name: string, help: string, labelNames: string[], collect: (this: Gauge) => void) =>
    new Gauge({ name, help, labelNames, registers: [registry], collect });

  gauge(
    'jwg_follower_position',
    'Position of the last event that the follower handled, -1 before the first',
    ['follower'],
    function () {
      for (const { name, position } of platform.health()) this.set({ follower: name }, position);
    },
  );
  gauge('jwg_follower_lag_events', 'Events in the ledger that the follower has not handled', ['follower'], function () {
    for (const { name, lag } of platform.health()) if (lag !== undefined) this.set({ follower: name }, lag);
  });
  gauge(
    'jwg_follower_failing',
    '1 while the follower stands before an event that it cannot handle',
    ['follower'],
    function () {
      for (const { name, state } of platform.health()) this.set({ follower: name }, state === 'failing' ? 1 : 0);
    },
  );
  gauge(
    'jwg_follower_standby',
    '1 while another process works the follower, and this one watches',
    ['follower'],
    function () {
      for (const { name, state } of platform.health()) this.set({ follower: name }, state === 'standby' ? 1 : 0);
    },
  );
  if (platform.relay()) measureRelay(platform, registry);
};

const roles = ['starting', 'active', 'standby', 'stopped'] as const;

const measureRelay = (platform: Watched, registry: Registry): void => {
  const registers = [registry];
  const status = () => platform.relay()!;
  new Gauge({
    name: 'jwg_relay_role',
    help: '1 for what the relay of this process is: starting, active, standby or stopped',
    labelNames: ['role'],
    registers,
    collect() {
      for (const role of roles) this.set({ role }, role === status().role ? 1 : 0);
    },
  });
  new Gauge({
    name: 'jwg_relay_position',
    help: 'Position of the last event known to be published, -1 before the first',
    registers,
    collect() {
      this.set(status().position);
    },
  });
  new Gauge({
    name: 'jwg_relay_lag_events',
    help: 'Events in the ledger that are not known to be published',
    registers,
    collect() {
      this.set(status().lag ?? NaN); // before its first look nobody knows; 0 would be a promise
    },
  });
  const counts = {
    transactions: 'Transactions committed',
    events: 'Events published',
    statuses: 'Statuses of commitments published',
    fencings: 'Times a younger relay shut this one out',
    takeovers: 'Times this relay became the active one',
  } as const;
  for (const [name, help] of Object.entries(counts) as [keyof typeof counts, string][])
    new Counter({
      name: `jwg_relay_${name}_total`,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(status()[name]);
      },
    });
  new Counter({
    name: 'jwg_relay_errors_total',
    help: 'What went wrong between the relay and the brokers, by kind',
    labelNames: ['kind'],
    registers,
    collect() {
      this.reset();
      for (const [kind, count] of Object.entries(status().errors)) this.inc({ kind }, count);
    },
  });
};
