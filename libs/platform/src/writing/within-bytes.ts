interface Kept<V> {
  readonly value: V;
  readonly bytes: number;
}

/**
 * Values by name, in at most so many bytes: whatever was kept longest ago is let go first. What was kept last stays, even
 * where it alone is larger.
 */
export class WithinBytes<V> {
  /** In the order in which they were kept. */
  private readonly kept = new Map<string, Kept<V>>();
  private bytes = 0;

  constructor(private readonly most: number) {}

  get(name: string): V | undefined {
    return this.kept.get(name)?.value;
  }

  bytesOf(name: string): number {
    return this.kept.get(name)?.bytes ?? 0;
  }

  keep(name: string, value: V, bytes: number): void {
    this.bytes += bytes - this.bytesOf(name);
    this.kept.delete(name);
    this.kept.set(name, { value, bytes });
    for (const [oldest, it] of this.kept) {
      if (this.bytes <= this.most || oldest === name) break;
      this.kept.delete(oldest);
      this.bytes -= it.bytes;
    }
  }

  clear(): void {
    this.kept.clear();
    this.bytes = 0;
  }

  get size(): { streams: number; bytes: number } {
    return { streams: this.kept.size, bytes: this.bytes };
  }
}
