import type { Fact } from './event.js';

/**
 * The rules of one kind of stream, as pure functions: no clock, no id generation, no I/O.
 *
 * - `decide` answers with the facts a command leads to, `[]` when it is already so, or throws `Refused`.
 * - `evolve` never throws and knows every event of its union; the state holds only what `decide` needs.
 */
export interface Decider<State, Command extends Fact, Event extends Fact, Context> {
  /** The category of the streams that it decides on (see stream-name.ts): a word without '-'. */
  readonly category: string;
  readonly initial: State;
  decide(command: Command, state: State, context: Context): Event[];
  evolve(state: State, event: Event): State;
}

export const fold = <State, Event extends Fact>(
  decider: Pick<Decider<State, never, Event, never>, 'initial' | 'evolve'>,
  events: Iterable<Event>,
  from: State = decider.initial,
): State => {
  let state = from;
  for (const event of events) state = decider.evolve(state, event);
  return state;
};
