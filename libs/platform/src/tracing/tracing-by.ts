import type { TracerProvider } from '@opentelemetry/api';
import { requestSpan } from './request-span.js';
import { tracedFollower } from './traced-follower.js';
import { tracedStore } from './traced-store.js';
import type { Tracing } from './tracing.js';

export const CLOSE_MS = 5_000;

/**
 * Tracing with spans of this provider. Closing shuts the provider down; `undelivered` is called if the last spans could
 * not be delivered.
 */
export const tracingBy = (
  provider: TracerProvider & { shutdown(): Promise<void> },
  undelivered: () => void = () => {},
): Tracing => {
  const tracer = provider.getTracer('jwg-ledger');
  return {
    store: (store) => tracedStore(store, tracer),
    follower: (follower) => tracedFollower(follower, tracer),
    request: (method, route, from) => requestSpan(tracer, method, route, from),
    async close() {
      let timer: NodeJS.Timeout | undefined;
      const waited = new Promise<void>((resolve) => (timer = setTimeout(resolve, CLOSE_MS)));
      await Promise.race([provider.shutdown().catch(undelivered), waited]);
      clearTimeout(timer);
    },
  };
};
