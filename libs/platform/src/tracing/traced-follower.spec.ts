import { describe, expect, it } from '@jest/globals';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { CheckpointMoved, type Follower, type StoredEvent } from '@jwg/event-sourcing';
import { tracingBy } from './tracing-by.js';

const exporter = new InMemorySpanExporter();
const { follower: traced } = tracingBy(
  new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
);

const event = (position: number, traceparent?: string) => ({ position, metadata: { traceparent } }) as StoredEvent;
const from = (n: number) => `00-${'a'.repeat(32)}-${n.toString(16).padStart(16, '0')}-01`;

/** The attributes of one batch's span, and the outcome of the batch. */
const handled = async (batch: readonly StoredEvent[], handle: Follower['handle'] = async () => {}) => {
  exporter.reset();
  const follower = { name: 'journal', checkpoint: async () => undefined, skip: async () => {}, handle };
  const outcome = await traced(follower)
    .handle(batch, undefined)
    .then(() => 'handled', String);
  const [span] = exporter.getFinishedSpans();
  return { outcome, span: span!, links: span!.links.map(({ context }) => context.spanId) };
};

describe('A traced follower', () => {
  it('links a batch to each request that its events come from, once', async () => {
    const { links, span } = await handled([event(0, from(1)), event(1), event(2, from(1)), event(3, from(2))]);
    expect(links).toEqual(['0000000000000001', '0000000000000002']);
    expect(span.attributes).toEqual({
      'jwg.follower': 'journal',
      'jwg.events': 4,
      'jwg.position.first': 0,
      'jwg.position.last': 3,
    });
  });

  it('names the latest 64 requests of a batch that comes from more, and says how many it left out', async () => {
    const { links, span } = await handled(Array.from({ length: 500 }, (_, n) => event(n, from(n + 1))));
    expect(links).toHaveLength(64);
    expect(links.at(-1)).toBe(from(500).split('-')[2]);
    expect(span.attributes['jwg.links.left_out']).toBe(436);
  });

  it('fails as the follower does, and records only the kind of the error', async () => {
    const fails = async () => {
      throw Object.assign(new CheckpointMoved('journal'), { message: 'private words' });
    };
    const { outcome, span } = await handled([event(0)], fails);
    expect(outcome).toBe('CheckpointMoved: private words');
    expect(span.attributes['error.type']).toBe('CheckpointMoved');
    expect([span.status.message, span.events]).toEqual([undefined, []]);
  });
});
