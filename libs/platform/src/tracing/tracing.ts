import type { EventStore, Follower } from '@jwg/event-sourcing';
import type { Traceparent } from './traceparent.js';

/** Traces the work of a process, from the request to the followers. */
export interface Tracing {
  /** Under this name another thread of the process may open its own; missing where nothing is exported. */
  readonly program?: string;
  /** The same store, with a span for every append. */
  store(store: EventStore): EventStore;
  /** The same follower, with a span for every batch. */
  follower(follower: Follower): Follower;
  /** Begins a request's span, in the trace that the caller names or in a new one. */
  request(method: string, route: string | undefined, from: Traceparent | undefined): RequestSpan;
  /** Delivers the remaining spans, as far as that succeeds within five seconds. */
  close(): Promise<void>;
}

export interface RequestSpan {
  /** Written into the events that the request leads to. */
  readonly traceparent?: Traceparent;
  end(answer: { status: number; correlationId: string; role?: string }): void;
}
