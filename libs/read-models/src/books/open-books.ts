import type { FollowerBooks } from '@jwg/event-sourcing';
import type { Rows } from '../rows/open-rows.js';
import { openBooksInFolder } from './books-in-folder.js';
import { openBooksInPostgres } from './books-in-postgres.js';

/**
 * A folder, which has one process that writes; or the PostgreSQL server that keeps these read models. There the books
 * use the connections of the rows: close the books first.
 */
export type BooksPlace = { readonly folder: string; readonly readOnly?: boolean } | { readonly beside: Rows };

/**
 * Opens the followers' books, and makes what is missing. A folder whose read models still hold the books of an earlier
 * version is carried over; `readOnly` reads them where they are and changes nothing in the folder.
 *
 * @throws FollowerBooksUnusable, StoreUnavailable
 */
export const openBooks = async (place: BooksPlace): Promise<FollowerBooks> => {
  if ('folder' in place) return openBooksInFolder(place.folder, place.readOnly ?? false);
  const { pool } = place.beside.engine;
  if (!pool) throw new Error('Read models in a folder have no server to keep books in; name the folder');
  return openBooksInPostgres(pool);
};
