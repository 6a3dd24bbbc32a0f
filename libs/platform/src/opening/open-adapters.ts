import { availableParallelism } from 'node:os';
import { openKurrentDbEventStore, openSqliteEventStore } from '@jwg/event-store';
import type { EventStore, Follower, FollowerBooks, PersonKeys, Upcasters } from '@jwg/event-sourcing';
import { openBooks, openPersonKeys, openRows, type BooksPlace, type Rows, type ShowRows } from '@jwg/read-models';
import { openKafkaRelay, type Relay } from '@jwg/relay';
import { notaryFollower } from '../proving/notary.js';
import { Cosignatures } from '../proving/cosignatures.js';
import { ProofFolder, proofFolderOf } from '../proving/proof-folder.js';
import { ProofTables } from '../proving/proof-tables.js';
import type { ProofStore } from '../proving/proof-store.js';
import { logFollower } from '../logging/log-follower.js';
import { inClear, withStandIns } from '../persons/person-stores.js';
import { warnOfMissingKeys } from '../persons/missing-keys.js';
import { Persons } from '../persons/persons.js';
import { inPresentForm } from './present-form.js';
import type { Settings } from '../settings/settings.js';
import { RowsThread } from '../following/rows-thread.js';
import { warnOfNewBooks } from '../following/new-books.js';
import { claimRows, knows, requireHandled } from './whose-rows.js';

/** The adapters that a platform is built on. */
export interface Adapters {
  /** The ledger that is decided on and shown: every event in its present form, and persons by their names. */
  readonly store: EventStore;
  /** The same with persons' names as they are stored; read models are folds of it. Without it, the ledger has no keys. */
  readonly enciphered?: EventStore;
  readonly persons?: Persons;
  readonly rows: Rows;
  /** Keeps the rows; without it, followers in this thread do. */
  readonly rowsThread?: RowsThread;
  readonly books: FollowerBooks;
  /** Present if brokers are set and this process runs the followers. */
  readonly relay?: Relay;
  /** It keeps its work beside the ledger: in the folder, or in PostgreSQL. It reads the ledger in its stored form. */
  readonly notary?: Notary;
}

export interface Notary {
  /** Missing where this process may not write. */
  readonly follower?: Follower;
  readonly store: ProofStore;
  readonly stored: EventStore;
  /** Whether every process can read what it keeps. */
  readonly isShared: boolean;
}

export interface OpenAdapters extends Adapters {
  /** The same ledger in its stored form, to move it or to digest it. Closed with `store`. */
  readonly stored: EventStore;
}

/**
 * The only place that chooses adapters: everything in the folder, or KurrentDB, PostgreSQL and Kafka where they are
 * set. The modules of adapters that are not set are not loaded.
 *
 * @param upcasters  the domain's, except in tests
 * @throws AnotherLedger  the read models belong to another ledger
 * @throws LedgerPutBack  they know events that the ledger does not have
 */
export const openAdapters = async (settings: Settings, upcasters?: Upcasters): Promise<OpenAdapters> => {
  const opened = await openStore(settings);
  const stored = settings.tracing?.store(opened) ?? opened;
  const enciphered = inPresentForm(stored, upcasters);
  const closing: { close(): Promise<void> }[] = [enciphered];
  let persons: Persons | undefined;
  const show = (bodies: readonly string[]) => persons?.show(bodies) ?? Promise.resolve(bodies);
  try {
    const rows = await openRowsOf(settings, show);
    closing.unshift(rows);
    await claimRows(stored, rows, settings);
    const books = await openBooks(booksPlace(settings, rows));
    closing.unshift(books);
    await requireHandled(stored, rows, books);
    await warnOfNewBooks(stored, books, settings);
    const keys = await openPersonKeys(booksPlace(settings, rows));
    closing.unshift(keys);
    if (!settings.readOnly) await beginAgainIfPutBack(stored, keys);
    persons = new Persons(keys);
    await persons.stand(); // now, while the keys can be reached
    if (!settings.readOnly) await warnOfMissingKeys(stored, keys);
    const store = inClear(enciphered, persons);
    const notary = notaryOf(settings, stored, books);
    const relay = await relayOf(settings, withStandIns(enciphered), books, notary);
    return { store, enciphered, persons, stored, rows, ...rowsThreadOf(settings), books, notary, ...relay };
  } catch (error) {
    for (const it of closing) await it.close();
    throw error;
  }
};

/** The ledger alone, in its stored form. */
export const openStore = async ({ folder, readOnly = false, kurrentdb }: Settings): Promise<EventStore> =>
  kurrentdb
    ? openKurrentDbEventStore({ ...kurrentdb, index: { folder, readOnly } })
    : openSqliteEventStore({ folder, readOnly });

/** Where there is one core alone, a second thread would only share it. */
const rowsThreadOf = ({
  folder,
  threads,
  kurrentdb,
  postgres,
  readOnly,
  tracing,
}: Settings): Pick<Adapters, 'rowsThread'> =>
  threads && !kurrentdb && !postgres && !readOnly && availableParallelism() > 1
    ? { rowsThread: new RowsThread({ folder, traced: tracing?.program }) }
    : {};

const openRowsOf = ({ folder, postgres }: Settings, show: ShowRows): Promise<Rows> => {
  if (!postgres) return openRows({ folder }, show);
  const { url, ...more } = postgres;
  return openRows({ postgres: url, ...more }, show);
};

const booksPlace = ({ folder, readOnly, postgres }: Settings, rows: Rows): BooksPlace =>
  postgres ? { beside: rows } : { folder, readOnly };

/** In an older ledger that was put back, whoever it forgets is forgotten once more: that changes nothing. */
const beginAgainIfPutBack = async (stored: EventStore, { checkpoint }: PersonKeys): Promise<void> => {
  const at = await checkpoint.get();
  if (at && !(await knows(stored, at.cursor))) await checkpoint.clear();
};

const notaryOf = (
  { folder, kurrentdb, readOnly, notaryKey }: Settings,
  stored: EventStore,
  { proof }: FollowerBooks,
): Notary | undefined => {
  const isShared = kurrentdb !== undefined && proof !== undefined;
  const store = isShared
    ? new ProofTables(proof, notaryKey)
    : new ProofFolder(proofFolderOf(folder), undefined, notaryKey);
  return { ...(!readOnly && { follower: notaryFollower(store) }), store, stored, isShared };
};

const relayOf = async (
  { kafka, followers, readOnly, publicUrl: source, tracing, witnesses = [], clock = () => new Date() }: Settings,
  store: EventStore,
  { skips }: FollowerBooks,
  notary: Notary | undefined,
): Promise<{ relay?: Relay }> => {
  if (!kafka || readOnly || followers === 'worker') return {};
  if (source === undefined) throw new Error('A relay needs the public address: it is the source of what it publishes');
  const cosignatures = notary && new Cosignatures(notary.store, witnesses, clock);
  const signed = cosignatures && (() => cosignatures.toPublish());
  const watched = tracing?.follower;
  return { relay: await openKafkaRelay({ ...kafka, store, source, skips, watched, signed, onChange: logFollower }) };
};
