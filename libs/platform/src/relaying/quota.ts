/** How much each may do within a stretch of time. It remembers only those who did something within it. */
export class Quota {
  private readonly done = new Map<string, number[]>();

  constructor(
    private readonly most: number,
    private readonly withinMs: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** Counts one more for them; `false` if they have done the most already, and then it is not counted. */
  takes(who: string): boolean {
    this.forgetOld();
    const before = this.done.get(who) ?? [];
    if (before.length >= this.most) return false;
    this.done.set(who, [...before, this.now()]);
    return true;
  }

  private forgetOld(): void {
    const since = this.now() - this.withinMs;
    for (const [who, times] of this.done) {
      const later = times.filter((time) => time > since);
      if (later.length > 0) this.done.set(who, later);
      else this.done.delete(who);
    }
  }
}
