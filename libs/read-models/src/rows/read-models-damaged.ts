/** The file of the read models cannot be used as it is; the ledger beside it is another matter. */
export class ReadModelsDamaged extends Error {
  override readonly name = 'ReadModelsDamaged';
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
export class ReadModelsMissing extends Error {
  override readonly name = 'ReadModelsMissing';
  constructor(file: string) {
    super(
      `There are no read models at ${file} yet, and they cannot be made there. Let somebody who may write ask first.`,
    );
  }
}
