import {
  fold,
  requireSize,
  WrongExpectedRevision,
  type Decider,
  type EventStore,
  type Fact,
  type StoredEvent,
  type Write,
} from '@jwg/event-sourcing';
import { ofCommandIn } from './stream-cache.js';
import type { Streams } from './streams.js';

/**
 * The ledger as it would be. Reads see each stream as it was first read, plus what was appended here. Nothing is
 * written. Appending `writes` to the store itself makes all of it true or, if the store has changed meanwhile, none of
 * it.
 */
export class Rehearsal implements Streams {
  readonly writes: Write[] = [];
  readonly events: StoredEvent[] = [];
  private readonly streams = new Map<string, StoredEvent[]>();
  private readonly states = new Map<string, { length: number; state: unknown }>();

  constructor(
    private readonly store: Pick<EventStore, 'readStream'>,
    /** Gets each event as soon as it is appended, and may give further commands. */
    private readonly follow?: (event: StoredEvent) => Promise<void>,
  ) {}

  get includesEffects(): boolean {
    return this.follow !== undefined;
  }

  async append(writes: readonly Write[]): Promise<StoredEvent[]> {
    const appended: StoredEvent[] = [];
    for (const write of writes) {
      const stream = await this.stream(write.stream);
      const current = stream.length === 0 ? 'noStream' : stream.length - 1;
      if (write.expected !== current) throw new WrongExpectedRevision(write.stream, write.expected, current);
      for (const event of write.events) {
        requireSize(write.stream, JSON.stringify(event.data), JSON.stringify(event.metadata));
        // Positions are known only once the ledger is written; -1 marks an event that is not there yet.
        const stored = { ...event, stream: write.stream, revision: stream.length, position: -1, cursor: '' };
        stream.push(stored);
        appended.push(stored);
      }
      this.writes.push(write);
    }
    this.events.push(...appended);
    for (const event of appended) await this.follow?.(event);
    return appended;
  }

  async readStream(stream: string): Promise<StoredEvent[]> {
    return (await this.stream(stream)).slice();
  }

  /** Continues from the last fold: within a rehearsal a stream only grows. */
  fold<S, E extends Fact>(
    decider: Pick<Decider<S, never, E, never>, 'initial' | 'evolve'>,
    stream: string,
    history: readonly E[],
  ): S {
    const { length, state } = this.states.get(stream) ?? { length: 0, state: decider.initial };
    const folded = fold(decider, history.slice(length), state as S);
    this.states.set(stream, { length: history.length, state: folded });
    return folded;
  }

  ofCommand<E extends StoredEvent>(_stream: string, history: readonly E[], commandId: string): readonly E[] {
    return ofCommandIn(history, commandId);
  }

  /**
   * Runs at once: commands of a rehearsal come one after another, and the commands that follow from one are part of its
   * turn.
   */
  oneAtATime<T>(_stream: string, work: () => Promise<T>): Promise<T> {
    return work();
  }

  private async stream(name: string): Promise<StoredEvent[]> {
    const known = this.streams.get(name) ?? [...(await this.store.readStream(name))];
    this.streams.set(name, known);
    return known;
  }
}
