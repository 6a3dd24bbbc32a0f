import type { AppendListener } from '@jwg/event-sourcing';

/** Tells who watches how far the ledger has come: once for all events of one turn of the event loop. */
export class Nudge {
  private readonly listeners = new Set<AppendListener>();
  private position: number | undefined;

  tellSoon(position: number): void {
    if (this.position === undefined) setImmediate(() => this.tell());
    this.position = position;
  }

  watch(listener: AppendListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private tell(): void {
    const position = this.position!;
    this.position = undefined;
    for (const listener of this.listeners) listener(position);
  }
}
