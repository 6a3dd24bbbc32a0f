import type { Fact, StoredEvent } from './event.js';

/** A command that a policy issues: the stream that it is for, and its content. */
export interface PolicyCommand<C extends Fact = Fact> {
  readonly category: string;
  readonly id: string;
  readonly command: C;
  /** When the effect happened, where that was not when its cause did. */
  readonly occurredAt?: unknown;
}

/**
 * What the system does because of an event. Pure: the same event gives the same commands in the same order, so their
 * ids can be derived from the event's id and a repeat changes nothing.
 */
export interface Policy<F extends Fact = Fact, C extends Fact = Fact> {
  readonly name: string;
  /** The category of the streams whose events it reacts to. */
  readonly category: string;
  react(event: StoredEvent<F>): readonly PolicyCommand<C>[];
}
