import { LedgerError } from '@jwg/platform';

export class TooManyStreams extends LedgerError {
  override readonly name = 'TooManyStreams';
  readonly kind = 'turnedAway';
  override readonly retryAfter = 30;
  constructor(most: number, readers: string) {
    super(`${most} ${readers} the events here already; come back later, or read them page by page.`);
  }
}
