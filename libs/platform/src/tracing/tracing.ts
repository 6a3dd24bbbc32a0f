import type { EventStore, Follower } from '@jwg/event-sourcing';
import type { Traceparent } from './traceparent.js';

/** Who watches what a process does, from the request to the followers. */
export interface Tracing {
  /** The same store, with a span for every append. */
  store(store: EventStore): EventStore;
  /** The same follower, with a span for every batch. */
  follower(follower: Follower): Follower;
  /** Begins a request's span, in the trace that the caller names or in one of its own. */
  request(method: string, route: string | undefined, from: Traceparent | undefined): RequestSpan;
  /** Delivers what is left, as far as that succeeds within five seconds. */
  close(): Promise<void>;
}

export interface RequestSpan {
  /** What is written into the events that the request leads to. */
  readonly traceparent?: Traceparent;
  end(answer: { status: number; correlationId: string; role?: string }): void;
}
