import { nothingRecalled, recallAfter, type Recall } from '@jwg/domain';
import { fold, type Decider, type EventStore, type Fact, type StoredEvent } from '@jwg/event-sourcing';
import { WithinBytes } from './within-bytes.js';

/** What a stream's events lead to, as far as decisions use it. */
export interface Standing<S> {
  /** How many events it has. */
  readonly length: number;
  readonly state: S;
  readonly recall: Recall | undefined;
  /** When the last event was recorded. */
  readonly recordedAt: string | undefined;
  /** A number for the command of each event, by which the events of a command that came before are found again. */
  readonly commands: readonly number[];
}

/** What folds a stream's events. */
export type Evolving<S, E extends Fact> = Pick<Decider<S, never, E, never>, 'initial' | 'evolve'>;

export const standingAtFirst = <S>(initial: S): Standing<S> => ({
  length: 0,
  state: initial,
  recall: nothingRecalled,
  recordedAt: undefined,
  commands: [],
});

/** Goes on from where a stream stood. The numbers of commands go on in the same list, which only grows. */
export const standingAfter = <S, E extends Fact>(
  { evolve }: Evolving<S, E>,
  before: Standing<S>,
  fresh: readonly StoredEvent<E>[],
): Standing<S> => {
  const commands = before.commands as number[];
  let { state, recall } = before;
  fresh.forEach((event, n) => {
    state = evolve(state, event);
    recall = recallAfter(recall, event);
    commands[before.length + n] = numberOf(commandOf(event)); // another call may have gone as far, or further
  });
  const recordedAt = fresh.at(-1)?.recordedAt ?? before.recordedAt;
  return { length: before.length + fresh.length, state, recall, recordedAt, commands };
};

/** The places of a command's events, and perhaps of others whose commands have the same number. */
export const placesOf = (
  { commands, length }: Standing<unknown>,
  commandId: string,
): { from: number; to: number }[] => {
  const number = numberOf(commandId);
  const runs: { from: number; to: number }[] = [];
  for (let at = commands.indexOf(number); at >= 0 && at < length; at = commands.indexOf(number, at + 1)) {
    const run = runs.at(-1);
    if (run && run.to === at) run.to = at + 1;
    else runs.push({ from: at, to: at + 1 });
  }
  return runs;
};

export const commandOf = ({ metadata }: Pick<StoredEvent, 'metadata'>): string =>
  (metadata as { commandId: string }).commandId;

/** FNV-1a, cut to what V8 keeps in an array without a box. */
const numberOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let n = 0; n < text.length; n += 1) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193);
  return hash >>> 2;
};

/** The most bytes of states over all streams, as JSON; in memory they take some three times as many. */
export const MOST_BYTES = 32 * 1024 * 1024;
/** What a stream takes beside its state, and each of its events. */
const [EACH, EACH_EVENT] = [300, 8];

interface Kept {
  readonly standing: Standing<unknown>;
  /** The bytes that it had when it was measured: that is when it may have doubled. */
  readonly measured: number;
}

/**
 * How streams stood when they were last asked for. A stream only grows, so each time only new events are read and
 * folded, whichever process wrote them. Nothing is older than the store, and no history is kept.
 */
export class Standings {
  private readonly streams: WithinBytes<Kept>;

  constructor(
    private readonly store: Pick<EventStore, 'readStream'>,
    most = MOST_BYTES,
  ) {
    this.streams = new WithinBytes(most);
  }

  async of<S, E extends Fact>(decider: Evolving<S, E>, stream: string): Promise<Standing<S>> {
    const known = this.at(decider, stream);
    const fresh = (await this.store.readStream(stream, known.length)) as StoredEvent<E>[];
    const standing = fresh.length === 0 ? known : standingAfter(decider, known, fresh);
    this.keep(stream, standing, fresh);
    return standing;
  }

  /** The state that these events lead to, which are a stream's first ones. */
  stateAfter<S, E extends Fact>(decider: Evolving<S, E>, stream: string, first: readonly E[]): S {
    const { length, state } = this.at(decider, stream);
    return length <= first.length ? fold(decider, first.slice(length), state) : fold(decider, first);
  }

  /** Somebody was forgotten, and states in memory may name them. */
  clear(): void {
    this.streams.clear();
  }

  get size(): { streams: number; bytes: number } {
    return this.streams.size;
  }

  private at<S>({ initial }: { readonly initial: S }, stream: string): Standing<S> {
    return (this.streams.get(stream)?.standing as Standing<S> | undefined) ?? standingAtFirst(initial);
  }

  private keep(stream: string, standing: Standing<unknown>, fresh: readonly StoredEvent[]): void {
    if (standing.length === 0) return; // a command may name any number of streams that do not exist
    const known = this.streams.get(stream);
    if (known && known.standing.length > standing.length) return; // another call went further meanwhile
    const most = this.streams.bytesOf(stream) + fresh.reduce((sum, { data }) => sum + EACH_EVENT + bytesOf(data), 0);
    if (known && most <= 2 * known.measured) return this.streams.keep(stream, { ...known, standing }, most);
    const measured = EACH + EACH_EVENT * standing.length + bytesOf(standing.state);
    this.streams.keep(stream, { standing, measured }, measured);
  }
}

const bytesOf = (value: unknown): number => JSON.stringify(value).length;
