import { randomBytes } from 'node:crypto';
import { CheckpointMoved, type KeptPerson, type PersonKeys } from '@jwg/event-sourcing';
import { sql, type Kysely } from 'kysely';

export interface PersonTables {
  person_keys: { id: string; digest: string | null; key: string | null };
  person_checkpoint: { name: string; cursor: string; position: number };
}

/** What follows a destruction, so that no copy of the key is left in the files of the database. */
export type Scrub = () => Promise<void>;

const NAME = 'forgetting';
const PAGE = 1000;

export const createPersonKeys = async (db: Kysely<PersonTables>): Promise<void> => {
  await sql`create table if not exists person_keys (id text primary key not null, digest text unique, key text)`.execute(
    db,
  );
  await sql`create table if not exists person_checkpoint
    (name text primary key not null, cursor text not null, position bigint not null)`.execute(db);
};

/**
 * Keys in their tables, for both databases.
 *
 * @param moving  moves the checkpoint, where that need not wait for the disk: whoever goes through the same events again
 *                destroys the same keys
 */
export const personKeys = (
  db: Kysely<PersonTables>,
  scrub: Scrub,
  close: () => Promise<void>,
  moving = db,
): PersonKeys => {
  const of = (digest: string) =>
    db.selectFrom('person_keys').select(['id', 'key']).where('digest', '=', digest).executeTakeFirst();
  const keys: PersonKeys = {
    async ensure(digest) {
      const known = await of(digest);
      if (known) return shown(known);
      const made = { id: random(12), digest, key: random(32) };
      await db
        .insertInto('person_keys')
        .values(made)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return shown((await of(digest)) ?? made);
    },
    find: async (digest) => (await of(digest))?.id,
    async withIds(ids) {
      if (ids.length === 0) return [];
      const rows = await db.selectFrom('person_keys').select(['id', 'key']).where('id', 'in', ids).execute();
      return rows.map(shown);
    },
    async destroy(ids) {
      for (const id of ids)
        await db
          .insertInto('person_keys')
          .values({ id, digest: null, key: null })
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ digest: null, key: null }))
          .execute();
      if (ids.length > 0) await scrub();
    },
    async count() {
      const { all, known } = await db
        .selectFrom('person_keys')
        .select(({ fn }) => [fn.countAll().as('all'), fn.count('key').as('known')])
        .executeTakeFirstOrThrow();
      return { all: Number(all), forgotten: Number(all) - Number(known) };
    },
    async page(after, limit) {
      const all = db.selectFrom('person_keys').selectAll().where('id', '>', after);
      const rows = await all.orderBy('id').limit(limit).execute();
      return rows.map((row) => ({ ...shown(row), ...(row.digest !== null && { digest: row.digest }) }));
    },
    async takeFrom(other) {
      for (let page: KeptPerson[], after = ''; (page = await other.page(after, PAGE)).length > 0;) {
        for (const { id, digest = null, key = null } of page)
          await db
            .insertInto('person_keys')
            .values({ id, digest, key })
            .onConflict((conflict) => conflict.doNothing())
            .execute();
        after = page.at(-1)!.id;
      }
    },
    checkpoint: {
      async get() {
        const at = await db.selectFrom('person_checkpoint').select(['cursor', 'position']).executeTakeFirst();
        return at && { cursor: at.cursor, position: Number(at.position) };
      },
      async move(after, { cursor, position }) {
        const moved =
          after === undefined
            ? await moving
                .insertInto('person_checkpoint')
                .values({ name: NAME, cursor, position })
                .onConflict((conflict) => conflict.doNothing())
                .executeTakeFirstOrThrow()
                .then((it) => it.numInsertedOrUpdatedRows)
            : await moving
                .updateTable('person_checkpoint')
                .set({ cursor, position })
                .where('cursor', '=', after)
                .executeTakeFirstOrThrow()
                .then((it) => it.numUpdatedRows);
        if (moved !== 1n) throw new CheckpointMoved(NAME);
      },
      async clear() {
        await db.deleteFrom('person_checkpoint').execute();
      },
    },
    close,
  };
  return keys;
};

const random = (bytes: number): string => randomBytes(bytes).toString('base64url');
const shown = ({ id, key }: { id: string; key: string | null }) => ({ id, ...(key !== null && { key }) });
