import { LedgerError } from '@jwg/event-sourcing';

/** Why the SQLite ledger does not open. Each message says what is wrong and how to repair it. */

export class LedgerInUse extends LedgerError {
  override readonly name = 'LedgerInUse';
  readonly kind = 'cannotWrite';
  constructor(
    readonly folder: string,
    /**
     * The pid of the process that holds the folder, in that process's own namespace; undefined when it could not be
     * read.
     */
    readonly pid: number | undefined,
  ) {
    super(
      `Another process${pid === undefined ? '' : ` (pid ${pid})`} writes to the ledger in ${folder}. ` +
        `Stop it, or open the ledger read-only beside it.`,
    );
  }
}

export class LedgerMissing extends LedgerError {
  override readonly name = 'LedgerMissing';
  readonly kind = 'cannotOpen';
  constructor(readonly file: string) {
    super(
      `There is no ledger at ${file}. Check the data folder; the writing server creates a ledger when it first starts.`,
    );
  }
}

export class FolderNotWritable extends LedgerError {
  override readonly name = 'FolderNotWritable';
  readonly kind = 'cannotWrite';
  constructor(
    readonly path: string,
    what: string,
    options?: ErrorOptions,
  ) {
    super(
      `${path} cannot be written: ${what}. Let this user write there, choose another data folder, ` +
        `or only read the ledger.`,
      options,
    );
  }
}

export class NotALedger extends LedgerError {
  override readonly name = 'NotALedger';
  readonly kind = 'cannotOpen';
  constructor(
    readonly file: string,
    what: string,
  ) {
    super(
      `${file} is not a ledger: ${what}. It was left untouched. Choose another data folder, or move that file away.`,
    );
  }
}

export class LedgerDamaged extends LedgerError {
  override readonly name = 'LedgerDamaged';
  readonly kind = 'cannotOpen';
  constructor(
    readonly file: string,
    what: string,
    options?: ErrorOptions,
  ) {
    super(`${file} is damaged: ${what}. Keep a copy of the whole folder, then restore the last good backup.`, options);
  }
}

export class LedgerTooNew extends LedgerError {
  override readonly name = 'LedgerTooNew';
  readonly kind = 'cannotOpen';
  constructor(
    readonly file: string,
    readonly found: number,
    readonly known: number,
  ) {
    super(
      `${file} was written by a newer version of this program (schema ${found}; this one knows ${known}). ` +
        `Install that version again, or restore the backup made before the upgrade.`,
    );
  }
}
