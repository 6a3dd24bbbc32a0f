import { setTimeout as sleep } from 'node:timers/promises';

/** Between two looks at the ledger. To be woken while nobody rests is not forgotten: the next rest then is none. */
export class Wakeup {
  private woken = false;
  private alarm = new AbortController();

  wake(): void {
    this.woken = true;
    this.alarm.abort();
  }

  /** Resolves with true as soon as it is woken, with false after so many milliseconds. */
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
