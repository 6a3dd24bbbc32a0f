import type { FollowerBooks } from '@jwg/event-sourcing';
import type { Rows } from '../rows/open-rows.js';
import { openBooksInFolder } from './books-in-folder.js';
import { openBooksInPostgres } from './books-in-postgres.js';

/**
 * The place of the books: a folder, which has one process that writes, or the PostgreSQL server that stores these read
 * models. There the books use the connections of the rows, so close the books first.
 */
export type BooksPlace = { readonly folder: string; readonly readOnly?: boolean } | { readonly beside: Rows };

/**
 * Opens the followers' books, and creates what is missing. If a folder's read models still hold the books of an earlier
 * version, these are moved. With `readOnly` they are read where they are, and nothing in the folder changes.
 *
 * @throws FollowerBooksUnusable, StoreUnavailable
 */
export const openBooks = async (place: BooksPlace): Promise<FollowerBooks> => {
  if ('folder' in place) return openBooksInFolder(place.folder, place.readOnly ?? false);
  const { pool } = place.beside.engine;
  if (!pool) throw new Error('Read models in a folder have no server to keep books in; name the folder');
  return openBooksInPostgres(pool);
};
