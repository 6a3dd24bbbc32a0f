import { setTimeout as sleep } from 'node:timers/promises';

/** An interruptible sleep. A wake-up that comes before the sleep is remembered: the next sleep returns at once. */
export class Wakeup {
  private woken = false;
  private alarm = new AbortController();

  wake(): void {
    this.woken = true;
    this.alarm.abort();
  }

  /** Resolves to true as soon as it is woken, or to false after `ms` milliseconds. */
  async for(ms: number): Promise<boolean> {
    if (!this.woken) {
      this.alarm = new AbortController();
      await sleep(ms, undefined, { signal: this.alarm.signal }).catch(() => {});
    }
    const { woken } = this;
    this.woken = false;
    return woken;
  }
}
