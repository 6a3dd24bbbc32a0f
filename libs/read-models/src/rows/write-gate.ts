/** Many may be inside at once, or one alone: SQLite has one writer, and whoever else writes would fail. */
export class WriteGate {
  private inside = 0;
  private alone: Promise<unknown> | undefined;
  private emptied: (() => void) | undefined;

  async pass<T>(work: () => Promise<T>): Promise<T> {
    while (this.alone) await this.alone;
    this.inside += 1;
    try {
      return await work();
    } finally {
      this.inside -= 1;
      if (this.inside === 0) this.emptied?.();
    }
  }

  async passAlone<T>(work: () => Promise<T>): Promise<T> {
    while (this.alone) await this.alone;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.alone = promise;
    try {
      if (this.inside > 0) await new Promise<void>((empty) => (this.emptied = empty));
      return await work();
    } finally {
      this.alone = this.emptied = undefined;
      resolve();
    }
  }
}
