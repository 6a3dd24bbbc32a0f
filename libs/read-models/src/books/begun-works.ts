import { sql } from 'kysely';
import type { BegunWork, BegunWorks } from '@jwg/event-sourcing';
import type { BooksDatabase } from './tables.js';

export const createBegunWorks = async (db: BooksDatabase): Promise<void> => {
  await sql`create table if not exists begun_works (about text not null, "by" text not null, since text not null)`.execute(
    db,
  );
  await sql`create unique index if not exists begun_works_key on begun_works (md5(about))`.execute(db);
};

export const begunWorks = (db: BooksDatabase): BegunWorks => {
  const list = async (): Promise<readonly BegunWork[]> => {
    const rows = await db.selectFrom('begun_works').selectAll().orderBy('since').execute();
    return rows.map(({ about, ...more }) => ({ about: JSON.parse(about) as string[], ...more }));
  };
  return {
    list,
    async begin({ about, by }) {
      await db
        .insertInto('begun_works')
        .values({ about: textOf(about), by, since: new Date().toISOString() })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async end(about) {
      const all = new Set(about);
      for (const begun of await list())
        if (begun.about.every((it) => all.has(it)))
          await db.deleteFrom('begun_works').where('about', '=', textOf(begun.about)).execute();
    },
  };
};

const textOf = (about: readonly string[]): string => JSON.stringify([...new Set(about)].sort());
