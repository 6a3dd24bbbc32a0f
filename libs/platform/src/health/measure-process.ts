import { collectDefaultMetrics, type Registry } from 'prom-client';

/** Their names end as a counter's do, and they are gauges: Prometheus' own check refuses the whole page for them. */
const misnamed = ['resources', 'handles', 'requests'].map((what) => `nodejs_active_${what}_total`);

/** Reports to Prometheus what the process itself uses: memory, CPU, the event loop, files. */
export const measureProcess = (registry: Registry): void => {
  collectDefaultMetrics({ register: registry });
  for (const name of misnamed) registry.removeSingleMetric(name);
};
