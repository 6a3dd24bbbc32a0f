import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { measureFollowers, measureImports, measureProcess, measureStore, type Platform } from '@jwg/platform';

/** The metrics for Prometheus: requests by route and status, their durations, and the followers' positions. */
export const measure = (
  fastify: FastifyInstance,
  platform: Platform,
  streams: { readonly count: number },
): Registry => {
  const registry = new Registry();
  const registers = [registry];
  measureProcess(registry);
  const labelNames = ['method', 'route', 'status'];
  const requests = new Counter({ name: 'jwg_http_requests_total', help: 'Requests answered', labelNames, registers });
  const seconds = new Histogram({
    name: 'jwg_http_request_seconds',
    help: 'Time from the request’s head to the end of its answer',
    labelNames: ['method', 'route'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  measureFollowers(platform.followers, registry);
  measureStore(platform.store, registry);
  measureImports(platform.books, registry);
  new Gauge({
    name: 'jwg_event_streams',
    help: 'Readers that follow the events now',
    registers,
    collect() {
      this.set(streams.count);
    },
  });

  fastify.addHook('onResponse', async ({ method, routeOptions, is404 }, reply) => {
    const route = is404 ? 'none' : (routeOptions.url ?? 'none');
    requests.inc({ method, route, status: reply.statusCode });
    seconds.observe({ method, route }, reply.elapsedTime / 1000);
  });
  return registry;
};
