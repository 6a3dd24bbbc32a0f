import { ROOT_CONTEXT, SpanKind, type Link, type Tracer } from '@opentelemetry/api';
import type { Follower, StoredEvent } from '@jwg/event-sourcing';
import { spanContextOf, inSpan } from './spans.js';

/** A batch may come from as many requests as it has events; this limits the links. */
export const MAX_LINKS = 64;

/** The same follower, with a span for every batch, linked to the requests that its events come from. */
export const tracedFollower = (follower: Follower, tracer: Tracer): Follower => ({
  name: follower.name,
  batch: follower.batch,
  checkpoint: () => follower.checkpoint(),
  handle(batch, after) {
    const links = linksTo(batch);
    const span = tracer.startSpan(
      `handle ${follower.name}`,
      {
        kind: SpanKind.CONSUMER,
        attributes: {
          'jwg.follower': follower.name,
          'jwg.events': batch.length,
          'jwg.position.first': batch[0]!.position,
          'jwg.position.last': batch.at(-1)!.position,
          ...(links.length > MAX_LINKS && { 'jwg.links.left_out': links.length - MAX_LINKS }),
        },
        links: links.slice(-MAX_LINKS),
      },
      ROOT_CONTEXT,
    );
    return inSpan(span, () => follower.handle(batch, after));
  },
  skip: (event, after) => follower.skip(event, after),
  caughtUp: async () => follower.caughtUp?.(),
});

const linksTo = (batch: readonly StoredEvent[]): Link[] =>
  [...new Set(batch.map(({ metadata }) => (metadata as { traceparent?: string }).traceparent))].flatMap((from) => {
    const context = spanContextOf(from);
    return context ? [{ context }] : [];
  });
