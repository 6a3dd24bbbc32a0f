import { describe, expect, it } from '@jest/globals';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { databases } from '../../../../test/postgres.js';
import { openRows } from '../rows/open-rows.js';
import { projectionFollower } from '../rows/projection-follower.js';
import { accounts, stored } from '../testing/toy.js';
import { booksContract, type EmptyPlace } from './books-contract.js';
import { openBooks } from './open-books.js';

describe.each(await databases())('the followers’ books on $name', ({ name, fresh }) => {
  const emptyPlace = async (): Promise<EmptyPlace> => {
    const place = await fresh();
    if ('folder' in place) return { open: () => openBooks(place), close: async () => {} };
    const rows = await openRows(place);
    return { open: () => openBooks({ beside: rows }), close: () => rows.close() };
  };

  booksContract(emptyPlace);

  it('have leases only where several processes write', async () => {
    const place = await emptyPlace();
    const books = await place.open();
    expect(books.lease !== undefined).toBe(name === 'PostgreSQL');
    await books.close();
    await place.close();
  });

  it('are still there when the read models are deleted', async () => {
    const place = await fresh();
    const openBoth = async () => {
      const rows = await openRows(place);
      return { rows, books: await openBooks('folder' in place ? place : { beside: rows }) };
    };
    const { rows, books } = await openBoth();
    await books.checkpoint('policy').move(undefined, { cursor: 'x', position: 0 });
    await projectionFollower(rows, accounts).handle(
      stored([{ type: 'Opened', data: { account: 'a', owner: 'PK' } }]),
      undefined,
    );
    if ('postgres' in place) await rows.engine.db.schema.dropTable('generations').execute();
    await books.close();
    await rows.close();
    if ('folder' in place) rmSync(join(place.folder, 'read-models.db'));

    const again = await openBoth();
    expect(await again.rows.checkpoints()).toEqual(new Map());
    expect(await again.books.checkpoint('policy').get()).toEqual({ cursor: 'x', position: 0 });
    await again.books.close();
    await again.rows.close();
  });
});
