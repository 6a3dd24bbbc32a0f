import { SpanKind, type Tracer } from '@opentelemetry/api';
import { categoryOf, over, type EventStore, type Write } from '@jwg/event-sourcing';
import { contextOf, inSpan } from './spans.js';
import { traceparentIn, type Traceparent } from './traceparent.js';

/**
 * The same store, with a span for every append. The span belongs to the trace that the events themselves name: the
 * trace of the request. A policy's events name the trace of the request that led to the policy's event.
 */
export const tracedStore = (store: EventStore, tracer: Tracer): EventStore =>
  over(store, {
    append(writes) {
      const categories = [...new Set(writes.map(({ stream }) => categoryOf(stream)))];
      const span = tracer.startSpan(
        categories.length === 1 ? `append ${categories[0]}` : 'append',
        {
          kind: SpanKind.CLIENT,
          attributes: {
            'jwg.stream.categories': categories,
            'jwg.events': writes.reduce((sum, { events }) => sum + events.length, 0),
          },
        },
        contextOf(causeOf(writes)),
      );
      return inSpan(span, async () => {
        const stored = await store.append(writes);
        const last = stored.at(-1);
        if (last) span.setAttributes({ 'jwg.revision': last.revision, 'jwg.position': last.position });
        return stored;
      });
    },
  });

const causeOf = (writes: readonly Write[]): Traceparent | undefined =>
  traceparentIn((writes[0]?.events[0]?.metadata as { traceparent?: unknown } | undefined)?.traceparent);
