import { categoryOf, type StoredEvent } from '@jwg/event-sourcing';
import { kinds } from '../check-histories.js';
import { Doubtful } from './share.js';

/** A stream that events were seen of. */
export interface History {
  readonly name: string;
  readonly category: string;
  /** The revision that has to come. */
  next: number;
  /** Its state was let go before its last event, so it has to be folded by itself. */
  isUnfolded: boolean;
}

/** So many states are at hand. A session or a commitment is seldom changed after so many others were. */
const AT_HAND = 30_000;

/** Folds many streams at once, in the order of the log. */
export class Histories {
  private readonly all = new Map<number, History>();
  /** The states that were changed last, in the order in which they were. */
  private readonly states = new Map<History, unknown>();

  constructor(
    private readonly nameOf: (stream: number) => string | undefined,
    private readonly atHand = AT_HAND,
  ) {}

  /** @throws Doubtful  the stream has no name */
  of(stream: number): History {
    const known = this.all.get(stream);
    if (known) return known;
    const name = this.nameOf(stream);
    if (name === undefined) throw new Doubtful(`Stream ${stream} has no name`);
    const history = { name, category: categoryOf(name), next: 0, isUnfolded: false };
    this.all.set(stream, history);
    return history;
  }

  /** @throws Doubtful, or what `evolve` throws */
  goOn(history: History, event: StoredEvent): void {
    if (event.revision !== history.next) throw new Doubtful(`${history.name} has a gap`);
    history.next += 1;
    const kind = kinds[history.category];
    if (!kind || history.isUnfolded) return;
    if (!Object.hasOwn(kind.types, event.type)) throw new Doubtful(`${history.name} cannot have ${event.type}`);
    const state = event.revision === 0 ? kind.decider.initial : this.states.get(history);
    this.states.delete(history);
    if (state === undefined) history.isUnfolded = true;
    else this.keep(history, kind.decider.evolve(state, event));
  }

  unfolded(): string[] {
    return [...this.all.values()].filter(({ isUnfolded }) => isUnfolded).map(({ name }) => name);
  }

  private keep(history: History, state: unknown): void {
    this.states.set(history, state);
    if (this.states.size > this.atHand) this.states.delete(this.states.keys().next().value!);
  }
}
