import type { EventStore, Fact, StoredEvent } from '@jwg/event-sourcing';
import type { Persons } from '../persons/persons.js';
import { Histories } from './histories.js';
import { OneAtATime } from './one-at-a-time.js';
import { commandOf, placesOf, Standings, type Evolving, type Standing } from './standings.js';

/** What commands read and write: the ledger itself, or a rehearsal of it. */
export interface Streams extends Pick<EventStore, 'append'> {
  /** How a stream stands now. */
  standing<S, E extends Fact>(decider: Evolving<S, E>, stream: string): Promise<Standing<S>>;
  /** All events of a stream. */
  history(stream: string): Promise<StoredEvent[]>;
  /** The events of a stream after a revision. */
  after(stream: string, revision: number): Promise<StoredEvent[]>;
  /** The state to which a stream's first events lead. */
  stateAfter<S, E extends Fact>(decider: Evolving<S, E>, stream: string, first: readonly E[]): S;
  /** The events to which a command led in a stream. */
  ofCommand(stream: string, standing: Standing<unknown>, commandId: string): Promise<StoredEvent[]>;
  /** Runs the work of one command on this stream, when its turn has come. */
  oneAtATime<T>(stream: string, work: () => Promise<T>): Promise<T>;
  /** Whether a statement's effects are appended together with it, so that no policy has to act on it later. */
  readonly includesEffects: boolean;
}

/** The ledger itself: commands to one stream take turns, and each finds how the stream stood after the one before. */
export const liveStreams = (
  store: Pick<EventStore, 'readStream' | 'append'>,
  persons?: Pick<Persons, 'onForgotten'>,
): Streams => {
  const [standings, histories, queue] = [new Standings(store), new Histories(store), new OneAtATime()];
  persons?.onForgotten(() => {
    standings.clear();
    histories.clear();
  });
  return {
    includesEffects: false,
    standing: (decider, stream) => standings.of(decider, stream),
    history: (stream) => histories.of(stream),
    after: (stream, revision) => store.readStream(stream, revision + 1),
    stateAfter: (decider, stream, first) => standings.stateAfter(decider, stream, first),
    append: (writes) => store.append(writes),
    oneAtATime: (stream, work) => queue.run(stream, work),
    async ofCommand(stream, standing, commandId) {
      const runs = placesOf(standing, commandId).map(({ from, to }) => store.readStream(stream, from, to - from));
      return (await Promise.all(runs)).flat().filter((event) => commandOf(event) === commandId);
    },
  };
};
