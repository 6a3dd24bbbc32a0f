import type { Decider, EventStore, Fact, StoredEvent } from '@jwg/event-sourcing';
import type { Persons } from '../persons/persons.js';
import { OneAtATime } from './one-at-a-time.js';
import { StreamCache } from './stream-cache.js';

/** What commands read and write: the ledger itself, or a rehearsal of it. */
export interface Streams extends Pick<EventStore, 'readStream' | 'append'> {
  /** The state that a stream's whole history leads to. */
  fold<S, E extends Fact>(
    decider: Pick<Decider<S, never, E, never>, 'initial' | 'evolve'>,
    stream: string,
    history: readonly E[],
  ): S;
  /** The events of a stream's history to which a command led. */
  ofCommand<E extends StoredEvent>(stream: string, history: readonly E[], commandId: string): readonly E[];
  /** Runs the work of one command on this stream, when its turn has come. */
  oneAtATime<T>(stream: string, work: () => Promise<T>): Promise<T>;
  /** Whether a statement's effects are appended together with it, so that no policy has to act on it later. */
  readonly includesEffects: boolean;
}

/** The ledger itself: commands to one stream take turns, and a fold continues from the last one. */
export const liveStreams = (
  store: Pick<EventStore, 'readStream' | 'append'>,
  persons?: Pick<Persons, 'onForgotten'>,
): Streams => {
  const cache = new StreamCache(store);
  persons?.onForgotten(() => cache.clear());
  const queue = new OneAtATime();
  return {
    includesEffects: false,
    readStream: (stream) => cache.readStream(stream),
    append: (writes) => store.append(writes),
    fold: (decider, stream, history) => cache.fold(decider, stream, history),
    ofCommand: (stream, history, commandId) => cache.ofCommand(stream, history, commandId),
    oneAtATime: (stream, work) => queue.run(stream, work),
  };
};
