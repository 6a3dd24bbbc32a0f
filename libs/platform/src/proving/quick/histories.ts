import { categoryOf, type StoredEvent } from '@jwg/event-sourcing';
import { kindOf, type Kind } from '../check-histories.js';
import { Doubtful } from './share.js';

/** A stream that an event was seen of lately. */
export interface History {
  readonly name: string;
  readonly category: string;
  readonly kind: Kind | undefined;
  /** The revision that has to come. */
  next: number;
  state: unknown;
  /** Events that have changed its state. */
  changes: number;
  /** Its state was let go before its last event, so it has to be folded by itself. */
  isUnfolded: boolean;
}

/**
 * States that so many events have changed are at hand. Most events are reports, which change none. A session or a
 * commitment is seldom changed after so many others were.
 */
const AT_HAND = 200_000;

/**
 * Folds many streams at once, in the order of the log. What it holds is bounded, but for one number for each stream: the
 * revision that has to come.
 */
export class Histories {
  /** Of streams that are not at hand; of one that has to be folded by itself, less than zero: `~next`. */
  private readonly put = new Map<number, number>();
  /** Streams of which an event was seen lately; those of `before` that come again are among `recent` then. */
  private recent = new Map<number, History>();
  private before = new Map<number, History>();
  /** Streams in `recent`, and events that have changed their states. */
  private held = 0;

  constructor(
    private readonly nameOf: (stream: number) => string | undefined,
    private readonly atHand = AT_HAND,
  ) {}

  /** @throws Doubtful  the stream has no name */
  of(stream: number): History {
    const known = this.recent.get(stream);
    if (known) return known;
    const history = this.before.get(stream) ?? this.taken(stream);
    this.before.delete(stream);
    this.recent.set(stream, history);
    this.held += Math.min(1 + history.changes, Math.ceil(this.atHand / 10)); // a long one does not drive out all others
    return history;
  }

  /** @throws Doubtful, or what `evolve` throws */
  goOn(history: History, event: StoredEvent): void {
    if (event.revision !== history.next) throw new Doubtful(`${history.name} has a gap`);
    history.next += 1;
    if (!history.isUnfolded && history.kind) {
      const state = folded(history.kind, history, event);
      if (state !== history.state) this.change(history, state);
    }
    if (this.held > this.atHand) this.letGo();
  }

  /** The streams that have to be folded by themselves, each with how many events it has. */
  *unfolded(): Generator<[stream: number, events: number]> {
    for (const [stream, next] of this.put) if (next < 0) yield [stream, ~next];
    for (const at of [this.recent, this.before])
      for (const [stream, { isUnfolded, next }] of at) if (isUnfolded) yield [stream, next];
  }

  private change(history: History, state: unknown): void {
    history.state = state;
    history.changes += 1;
    this.held += 1;
  }

  /** One that was put away has no state any more, unless streams of its category have none. */
  private taken(stream: number): History {
    const name = this.nameOf(stream);
    if (name === undefined) throw new Doubtful(`Stream ${stream} has no name`);
    const of = { name, category: categoryOf(name), kind: kindOf(name), changes: 0 };
    const next = this.put.get(stream);
    this.put.delete(stream);
    if (next === undefined) return { ...of, next: 0, state: of.kind?.decider.initial, isUnfolded: false };
    return { ...of, next: next < 0 ? ~next : next, state: undefined, isUnfolded: of.kind !== undefined };
  }

  private letGo(): void {
    for (const [stream, { next, isUnfolded }] of this.before) this.put.set(stream, isUnfolded ? ~next : next);
    this.before = this.recent;
    this.recent = new Map();
    this.held = 0;
  }
}

/** @throws Doubtful, or what `evolve` throws */
export const folded = (kind: Kind, { name, state }: Pick<History, 'name' | 'state'>, event: StoredEvent): unknown => {
  if (!Object.hasOwn(kind.types, event.type)) throw new Doubtful(`${name} cannot have ${event.type}`);
  return kind.decider.evolve(state, event);
};
