import type { Decider, EventStore, Fact } from '@jwg/event-sourcing';
import { OneAtATime } from './one-at-a-time.js';
import { StreamCache } from './stream-cache.js';

/** What commands are decided on and written to: the ledger itself, or a rehearsal of it. */
export interface Streams extends Pick<EventStore, 'readStream' | 'append'> {
  /** The state that a stream's whole history leads to. */
  fold<S, E extends Fact>(
    decider: Pick<Decider<S, never, E, never>, 'initial' | 'evolve'>,
    stream: string,
    history: readonly E[],
  ): S;
  /** Runs the work of one command on this stream, when its turn has come. */
  inTurn<T>(stream: string, work: () => Promise<T>): Promise<T>;
  /** Whether what a statement leads to is appended together with it, so that no policy need act on it later. */
  readonly includesEffects: boolean;
}

/** The ledger itself: commands to one stream take turns, and a stream is folded on from where it was folded before. */
export const liveStreams = (store: Pick<EventStore, 'readStream' | 'append'>): Streams => {
  const cache = new StreamCache(store);
  const turns = new OneAtATime();
  return {
    includesEffects: false,
    readStream: (stream) => cache.readStream(stream),
    append: (writes) => store.append(writes),
    fold: (decider, stream, history) => cache.fold(decider, stream, history),
    inTurn: (stream, work) => turns.run(stream, work),
  };
};
