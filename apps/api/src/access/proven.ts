/** The most tokens that are remembered. Each is at most a header long. */
const MANY = 1_000;

type Authorization = string | readonly string[] | undefined;

/** The Authorization headers that were verified once, the latest last. They are verified again, but not suspected. */
export class Proven {
  private readonly known = new Set<Authorization>();

  has(authorization: Authorization): boolean {
    return this.known.has(authorization);
  }

  add(authorization: Authorization): void {
    this.known.delete(authorization);
    this.known.add(authorization);
    if (this.known.size > MANY) this.known.delete(this.known.values().next().value);
  }
}
