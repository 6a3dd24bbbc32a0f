import { LedgerError } from './ledger-error.js';

const WAY_OUT =
  'Stop every process, put the newer data back, and start again. Or go on with what is there: start every process ' +
  'anew with an empty PostgreSQL database or, in a data folder, without read-models.db and followers.db; subscribers ' +
  'may have seen events that the ledger no longer has.';

/**
 * Somebody who has seen the ledger finds it shorter, or with another event at the last place that he knew: an older
 * copy of its data was put back, or it is another ledger. Time does not mend that; whoever finds it writes nothing.
 */
export class LedgerPutBack extends LedgerError {
  override readonly name = 'LedgerPutBack';
  readonly kind = 'unavailable';
  override readonly detail =
    'The ledger is shorter than, or other than, what was seen of it before; nothing was written.';
  override readonly wayOut = WAY_OUT;

  /**
   * @param who       who has seen it, as the beginning of a sentence
   * @param position  of the last event that was seen
   * @param events    how many the ledger has now, where that is known
   */
  constructor(who: string, position: number, events?: number) {
    const now =
      events === undefined
        ? 'the ledger does not know that event now'
        : events > position
          ? 'the ledger has another event there now'
          : `the ledger has ${events} events now`;
    super(
      `${who} the ledger up to position ${position}, and ${now}. An older copy of its data was put back, or it is ` +
        `another ledger. Nothing is written until somebody decides. ${WAY_OUT}`,
    );
  }
}
