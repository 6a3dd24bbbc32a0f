import {
  fold,
  requireSize,
  WrongExpectedRevision,
  type EventStore,
  type Fact,
  type StoredEvent,
  type Write,
} from '@jwg/event-sourcing';
import { commandOf, standingAfter, standingAtFirst, type Evolving, type Standing } from './standings.js';
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
  private readonly standings = new Map<string, Standing<unknown>>();

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

  async history(stream: string): Promise<StoredEvent[]> {
    return (await this.stream(stream)).slice();
  }

  async after(stream: string, revision: number): Promise<StoredEvent[]> {
    return (await this.stream(stream)).slice(revision + 1);
  }

  /** Goes on from the last time: within a rehearsal a stream only grows. */
  async standing<S, E extends Fact>(decider: Evolving<S, E>, stream: string): Promise<Standing<S>> {
    const events = (await this.stream(stream)) as StoredEvent<E>[];
    const before = (this.standings.get(stream) as Standing<S> | undefined) ?? standingAtFirst(decider.initial);
    const standing = standingAfter(decider, before, events.slice(before.length));
    this.standings.set(stream, standing);
    return standing;
  }

  stateAfter<S, E extends Fact>(decider: Evolving<S, E>, _stream: string, first: readonly E[]): S {
    return fold(decider, first);
  }

  async ofCommand(stream: string, _standing: Standing<unknown>, commandId: string): Promise<StoredEvent[]> {
    return (await this.stream(stream)).filter((event) => commandOf(event) === commandId);
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
