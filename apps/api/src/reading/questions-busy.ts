import { LedgerError } from '@jwg/platform';

/** The thread for long queries accepts no more of them now, or has just ended. */
export class QuestionsBusy extends LedgerError {
  override readonly name = 'QuestionsBusy';
  readonly kind = 'busy';
  constructor(
    message: string,
    override readonly retryAfter: number,
  ) {
    super(message);
  }
}
