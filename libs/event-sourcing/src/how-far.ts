/** How far a follower is, and who waits until it is further. */
export class HowFar {
  /** Position of the last event handled, -1 before the first. */
  position = -1;
  private readonly waiting = new Set<{ position: number; resolve: (isHandled: boolean) => void }>();

  arrived(position: number): void {
    this.position = Math.max(this.position, position);
    for (const one of this.waiting) if (one.position <= this.position) one.resolve(true);
  }

  /** Resolves with true as soon as the event at `wanted` is handled, with false after `timeoutMs`. */
  async reaches(wanted: number, timeoutMs: number): Promise<boolean> {
    if (wanted <= this.position) return true;
    return new Promise((done) => {
      const resolve = (isHandled: boolean) => {
        clearTimeout(timer);
        this.waiting.delete(entry);
        done(isHandled);
      };
      const entry = { position: wanted, resolve };
      const timer = setTimeout(() => resolve(false), timeoutMs).unref();
      this.waiting.add(entry);
    });
  }
}
