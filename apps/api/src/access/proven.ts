import type { Proof } from './admission.js';

/** The most tokens that are remembered. Each is at most a header long. */
const MANY = 1_000;

/** The tokens and sign-ins that were verified once, the latest last. They are verified again, but not suspected. */
export class Proven {
  private readonly known = new Set<Proof>();

  has(proof: Proof): boolean {
    return this.known.has(proof);
  }

  add(proof: Proof): void {
    this.known.delete(proof);
    this.known.add(proof);
    if (this.known.size > MANY) this.known.delete(this.known.values().next().value);
  }
}
