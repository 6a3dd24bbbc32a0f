import type { AppendListener } from '@jwg/event-sourcing';

/** Notifies the listeners of the ledger's new end, once for all events of one turn of the event loop. */
export class Nudge {
  private readonly listeners = new Set<AppendListener>();
  private position: number | undefined;

  tellSoon(position: number): void {
    if (this.position === undefined) setImmediate(() => this.notify());
    this.position = position;
  }

  watch(listener: AppendListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private notify(): void {
    const position = this.position!;
    this.position = undefined;
    for (const listener of this.listeners) listener(position);
  }
}
