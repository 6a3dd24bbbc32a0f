import { Counter, Gauge, type Registry } from 'prom-client';
import type { RelayStatus } from '@jwg/relay';

const roles = ['starting', 'active', 'standby', 'stopped'] as const;

/** Reports to Prometheus, at each scrape, what the relay of this process is and has done. */
export const measureRelay = (status: () => RelayStatus, registry: Registry): void => {
  const registers = [registry];
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
      this.set(status().lag ?? NaN); // unknown before its first poll; 0 would be a promise
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
