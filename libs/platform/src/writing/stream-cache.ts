import { fold, type Decider, type EventStore, type Fact, type StoredEvent } from '@jwg/event-sourcing';

interface Remembered {
  readonly history: readonly StoredEvent[];
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
  private events = 0;

  constructor(
    private readonly store: Pick<EventStore, 'readStream'>,
    /** The maximum of cached events over all streams; 50,000 take about 100 MiB. */
    private readonly most = 50_000,
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

  private remember(stream: string, history: readonly StoredEvent[]): void {
    const known = this.streams.get(stream);
    if (known && known.history.length > history.length) return; // another call read more meanwhile
    this.streams.delete(stream);
    this.streams.set(stream, { ...known, history });
    this.events += history.length - (known?.history.length ?? 0);
    for (const [oldest, { history: forgotten }] of this.streams) {
      if (this.events <= this.most || oldest === stream) break;
      this.streams.delete(oldest);
      this.events -= forgotten.length;
    }
  }
}
