import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LedgerError } from '@jwg/event-sourcing';

/** The file of the read models cannot be used as it is. This says nothing about the ledger beside it. */
export class ReadModelsDamaged extends LedgerError {
  override readonly name = 'ReadModelsDamaged';
  readonly kind = 'cannotOpen';
  constructor(
    readonly file: string,
    what: string,
    options?: ErrorOptions,
  ) {
    const holdsBooks = !existsSync(join(dirname(file), 'followers.db'));
    super(
      `${file} cannot be used: ${what}. It can be deleted: it is built again from the ledger.${holdsBooks ? HOLDS_BOOKS : ''}`,
      options,
    );
  }
}

/** For a folder that no version with a file for the followers' books has opened yet. */
const HOLDS_BOOKS =
  ' But in this folder the `skip` decisions and the policies’ checkpoint are still in it, which cannot be: ' +
  'restore it from a backup if there is one.';

/** There are no read models yet, and none can be created. */
export class ReadModelsMissing extends LedgerError {
  override readonly name = 'ReadModelsMissing';
  readonly kind = 'cannotOpen';
  constructor(file: string) {
    super(
      `There are no read models at ${file} yet, and they cannot be made there. Let somebody who may write ask first.`,
    );
  }
}
