import { LedgerError } from '@jwg/event-sourcing';

/** The file of the read models cannot be used as it is; the ledger beside it is another matter. */
export class ReadModelsDamaged extends LedgerError {
  override readonly name = 'ReadModelsDamaged';
  readonly kind = 'cannotOpen';
  constructor(
    readonly file: string,
    what: string,
    options?: ErrorOptions,
  ) {
    super(
      `${file} cannot be used: ${what}. It can be deleted: it is built again from the ledger. ` +
        'But `skip` decisions and the policies’ bookmark are in it too: restore them from a backup if there is one.',
      options,
    );
  }
}

/** There are no read models yet, and none can be made. */
export class ReadModelsMissing extends LedgerError {
  override readonly name = 'ReadModelsMissing';
  readonly kind = 'cannotOpen';
  constructor(file: string) {
    super(
      `There are no read models at ${file} yet, and they cannot be made there. Let somebody who may write ask first.`,
    );
  }
}
