import { fold, type Decider, type EventStore, type Fact, type StoredEvent } from '@jwg/event-sourcing';

/** The most bytes of cached events over all streams, as JSON; in memory they take some three times as many. */
export const MOST_BYTES = 32 * 1024 * 1024;

interface Remembered {
  readonly history: readonly StoredEvent[];
  readonly bytes: number;
  /** The events of each command. */
  readonly given: ReadonlyMap<string, readonly StoredEvent[]>;
  /** The state after the first `length` events. */
  readonly folded?: { readonly length: number; readonly state: unknown };
}

/**
 * Streams as they were last read, and the states folded from them. A stream only grows, so each time only new events
 * are read and folded, whichever process wrote them. Answers are never older than the store.
 */
export class StreamCache {
  /** The stream that was read longest ago comes first. */
  private readonly streams = new Map<string, Remembered>();
  private bytes = 0;

  constructor(
    private readonly store: Pick<EventStore, 'readStream'>,
    private readonly most = MOST_BYTES,
  ) {}

  async readStream(stream: string): Promise<StoredEvent[]> {
    const known = this.streams.get(stream)?.history ?? [];
    const fresh = await this.store.readStream(stream, known.length);
    const history = fresh.length > 0 ? [...known, ...fresh] : known;
    this.remember(stream, history);
    return history.slice();
  }

  fold<S, E extends Fact>(
    decider: Pick<Decider<S, never, E, never>, 'initial' | 'evolve'>,
    stream: string,
    history: readonly E[],
  ): S {
    const remembered = this.streams.get(stream);
    const { length, state } = remembered?.folded ?? { length: 0, state: decider.initial };
    if (length > history.length) return fold(decider, history); // another call read more meanwhile
    const folded = fold(decider, history.slice(length), state as S);
    if (remembered) this.streams.set(stream, { ...remembered, folded: { length: history.length, state: folded } });
    return folded;
  }

  /** What a command led to in a stream, of which this is the history. */
  ofCommand<E extends StoredEvent>(stream: string, history: readonly E[], commandId: string): readonly E[] {
    const given = this.streams.get(stream)?.given;
    return given ? ((given.get(commandId) ?? []) as readonly E[]) : ofCommandIn(history, commandId);
  }

  /** Somebody was forgotten, and histories in memory may name them. */
  clear(): void {
    this.streams.clear();
    this.bytes = 0;
  }

  get size(): { streams: number; bytes: number } {
    return { streams: this.streams.size, bytes: this.bytes };
  }

  private remember(stream: string, history: readonly StoredEvent[]): void {
    if (history.length === 0) return; // a command may name any number of streams that do not exist
    const known = this.streams.get(stream);
    if (known && known.history.length > history.length) return; // another call read more meanwhile
    const fresh = history.slice(known?.history.length);
    const bytes = (known?.bytes ?? 0) + bytesOf(fresh);
    const given = (known?.given ?? new Map()) as Map<string, readonly StoredEvent[]>;
    for (const event of fresh) given.set(commandOf(event), [...(given.get(commandOf(event)) ?? []), event]);
    this.streams.delete(stream);
    this.streams.set(stream, { ...known, history, bytes, given });
    this.bytes += bytes - (known?.bytes ?? 0);
    this.evictAllBut(stream);
  }

  private evictAllBut(latest: string): void {
    for (const [oldest, { bytes }] of this.streams) {
      if (this.bytes <= this.most || oldest === latest) break;
      this.streams.delete(oldest);
      this.bytes -= bytes;
    }
  }
}

/** The same without a cache, by looking through the history. */
export const ofCommandIn = <E extends StoredEvent>(history: readonly E[], commandId: string): readonly E[] =>
  history.filter((it) => commandOf(it) === commandId);

const commandOf = ({ metadata }: StoredEvent): string => (metadata as { commandId: string }).commandId;

const bytesOf = (events: readonly StoredEvent[]): number =>
  events.reduce((sum, event) => sum + Buffer.byteLength(JSON.stringify(event)), 0);
