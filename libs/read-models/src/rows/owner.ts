import { LedgerError, LedgerPutBack, type Cursor } from '@jwg/event-sourcing';
import { sql } from 'kysely';
import type { Database } from './tables.js';

/** What distinguishes a ledger from others. */
export interface LedgerIdentity {
  /** Where the ledger is, in words; the same in every process. */
  readonly name: string;
  /** The id of its first event; missing while it is empty. */
  readonly firstEvent?: string;
}

/**
 * The database belongs to another ledger. It belongs to the ledger that its rows were built from, and so do the
 * followers' books beside them: another ledger's cursors and positions mean nothing there. A folder needs no such mark:
 * its files belong to the ledger in it.
 */
export class AnotherLedger extends LedgerError {
  override readonly name = 'AnotherLedger';
  readonly kind = 'cannotOpen';
  override readonly wayOut = WAYS_OUT;
  constructor(
    database: string,
    owner: LedgerIdentity | undefined,
    opened: LedgerIdentity,
    /** What is wrong, without the way out. */
    readonly found = `the database ${database} keeps the read models and the followers’ books of ${owner ? inWords(owner) : 'another ledger'}, and not of ${inWords(opened)}`,
  ) {
    super(`${found[0]!.toUpperCase()}${found.slice(1)}. ${WAYS_OUT}`);
  }
}

const WAYS_OUT =
  'Set JWG_KURRENTDB_URL and JWG_KURRENTDB_PREFIX to the ledger of that database, ' +
  'or JWG_POSTGRES_URL to an empty database: the read models are built there from the ledger, ' +
  'and its policies go through it from its first event.';

/** A ledger that wants to use the rows. */
interface Claimant extends LedgerIdentity {
  /** Whether a cursor is one of this ledger's. */
  knows(cursor: Cursor): Promise<boolean>;
}

/** The owner of a database of rows: the first ledger that claims it. */
export interface Owner {
  /**
   * Makes this ledger the owner, if there is none yet and the database holds nothing that the ledger does not know.
   * Records the ledger's first event as soon as there is one.
   *
   * @throws AnotherLedger  another ledger owns it
   * @throws LedgerPutBack  the rows are made from events that the ledger no longer has
   */
  claim(ledger: Claimant): Promise<void>;
  /** @throws AnotherLedger  another ledger owns it; no owner is no error */
  check(ledger: Claimant): Promise<void>;
}

export const ownerOf = (db: Database): Owner => {
  /** Throws if another ledger owns it. */
  const check = async (ledger: Claimant) => {
    const { rows } = await sql<OwnerRow>`${sql.raw(FIND_OWNER)}`.execute(db);
    const owner = rows[0] && identityOf(rows[0]);
    const unknown = await unknownTo(ledger);
    if (unknown === undefined && (!owner || isSame(owner, ledger))) return;
    if (owner && unknown !== undefined && mayBeSame(owner, ledger))
      throw new LedgerPutBack(
        'The read models were made from',
        unknown,
        ledger.firstEvent === undefined ? 0 : undefined,
      );
    const { rows: here } = await sql<{ database: string }>`select current_database() as database`.execute(db);
    throw new AnotherLedger(here[0]!.database, owner, ledger);
  };
  /** The position of the furthest event that the rows are made from, if the ledger does not know it. */
  const unknownTo = async (ledger: Claimant): Promise<number | undefined> => {
    const furthest = await db
      .selectFrom('generations')
      .select(['cursor', 'position'])
      .where('cursor', 'is not', null)
      .orderBy('position', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!furthest?.cursor || (await ledger.knows(furthest.cursor))) return undefined;
    return Number(furthest.position);
  };
  return {
    check,
    async claim(ledger) {
      await check(ledger);
      const { name, firstEvent = null } = ledger;
      await sql`insert into rows_of_ledger (name, first_event) values (${name}, ${firstEvent})
        on conflict (one) do update set first_event = excluded.first_event
          where rows_of_ledger.name = excluded.name and rows_of_ledger.first_event is null`.execute(db);
      await check(ledger); // another process may have been faster
    },
  };
};

export interface OwnerRow {
  name: string;
  first_event: string | null;
}

export const FIND_OWNER = 'select name, first_event from rows_of_ledger';

export const identityOf = ({ name, first_event }: OwnerRow): LedgerIdentity => ({
  name,
  ...(first_event !== null && { firstEvent: first_event }),
});

/** Whether rows of the owner may be used with the ledger. A ledger's first event never changes. */
export const isSame = (owner: LedgerIdentity, ledger: LedgerIdentity): boolean =>
  owner.name === ledger.name && (owner.firstEvent === undefined || owner.firstEvent === ledger.firstEvent);

/** The same prefix, and nothing says that it is another ledger: an older copy of its data may have been put back. */
const mayBeSame = (owner: LedgerIdentity, ledger: LedgerIdentity): boolean =>
  owner.name === ledger.name &&
  (owner.firstEvent === undefined || ledger.firstEvent === undefined || owner.firstEvent === ledger.firstEvent);

const inWords = ({ name, firstEvent }: LedgerIdentity): string =>
  `the ledger in ${name} (${firstEvent === undefined ? 'no event yet' : `first event ${firstEvent}`})`;

export const createOwner = async (db: Database): Promise<void> => {
  await sql`create table if not exists rows_of_ledger
    (one boolean primary key default true check (one), name text not null, first_event text)`.execute(db);
};
