import type { EventStore } from '@jwg/event-sourcing';
import { Counter, Gauge, type Registry } from 'prom-client';

/** Reports to Prometheus, at each scrape, whether this process can read a ledger that is on a server. */
export const measureStore = (store: Pick<EventStore, 'health'>, registry: Registry): void => {
  if (!store.health?.()) return;
  const registers = [registry];
  new Gauge({
    name: 'jwg_ledger_unreadable_since_seconds',
    help: 'Since when this process cannot read the ledger, in Unix time; 0 while it can',
    registers,
    collect() {
      this.set((store.health?.()?.unreadable?.since.getTime() ?? 0) / 1000);
    },
  });
  new Counter({
    name: 'jwg_ledger_renewals_total',
    help: 'Times a connection on which the ledger’s server said nothing was given up for a new one',
    registers,
    collect() {
      this.reset();
      this.inc(store.health?.()?.renewals ?? 0);
    },
  });
};
