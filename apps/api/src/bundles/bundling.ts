import type { ServerResponse } from 'node:http';
import { LedgerError } from '@jwg/platform';

export const MOST_BUNDLES = 8;
export const MOST_BUNDLES_OF_ONE = 2;

/** Each reads a part of the ledger while others wait. */
export class TooManyBundles extends LedgerError {
  override readonly name = 'TooManyBundles';
  readonly kind = 'turnedAway';
  override readonly retryAfter = 10;
  constructor(most: number, whose: string, what = 'bundles') {
    super(`${most} ${what}${whose} are being made already; come back later.`);
  }
}

/** The bundles that are being made now, or other files that are made of as much. */
export class Bundling {
  private readonly makers = new Map<ServerResponse, string>();

  constructor(private readonly what = 'bundles') {}

  /**
   * Counts one more, until its answer is closed.
   *
   * @throws TooManyBundles
   */
  begin(actor: string, answer: ServerResponse): void {
    const own = [...this.makers.values()].filter((it) => it === actor).length;
    if (own >= MOST_BUNDLES_OF_ONE) throw new TooManyBundles(MOST_BUNDLES_OF_ONE, ' of yours', this.what);
    if (this.makers.size >= MOST_BUNDLES) throw new TooManyBundles(MOST_BUNDLES, '', this.what);
    if (answer.destroyed) return;
    this.makers.set(answer, actor);
    answer.once('close', () => this.makers.delete(answer));
  }
}
