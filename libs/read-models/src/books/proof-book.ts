import {
  CheckpointMoved,
  type LastSigned,
  type PartOfTile,
  type PlaceInLedger,
  type ProofBook,
} from '@jwg/event-sourcing';
import { sql } from 'kysely';
import type { BooksDatabase } from './tables.js';

export const createProofBook = async (db: BooksDatabase): Promise<void> => {
  await sql`create table if not exists proof_tiles
    (level integer not null, index bigint not null, hashes bytea not null, primary key (level, index))`.execute(db);
  await sql`create table if not exists proof_places (position bigint primary key, cursor text not null)`.execute(db);
  await sql`create table if not exists proof_signed
    (only_one boolean primary key default true check (only_one), note text not null, cursor text not null)`.execute(db);
  await sql`create table if not exists proof_texts (name text primary key, value text not null)`.execute(db);
};

/** In PostgreSQL, beside the followers' books. Of cursors it keeps one for each tile of events. */
export const proofBook = (db: BooksDatabase): ProofBook => {
  const inTransaction = (work: (trx: BooksDatabase) => Promise<void>) => db.transaction().execute(work);
  return {
    async tiles(wanted) {
      const found: Uint8Array[] = [];
      for (const { level, index } of wanted) {
        const rows = await sql<{ hashes: Buffer }>`
          select hashes from proof_tiles where level = ${level} and index = ${index}`.execute(db);
        found.push(rows.rows[0]?.hashes ?? new Uint8Array());
      }
      return found;
    },
    async lastSigned() {
      const { rows } = await sql<LastSigned>`select note, cursor from proof_signed`.execute(db);
      return rows[0];
    },
    fill: (parts, places) => inTransaction((trx) => fill(trx, parts, places)),
    sign: (parts, places, last, after) =>
      inTransaction(async (trx) => {
        await sign(trx, last, after); // first: it locks the row, and whoever comes second writes nothing
        await fill(trx, parts, places);
      }),
    async placeBefore(position) {
      const { rows } = await sql<PlaceInLedger>`select position, cursor from proof_places
        where position < ${position} order by position desc limit 1`.execute(db);
      return rows[0];
    },
    async text(name) {
      const { rows } = await sql<{ value: string }>`select value from proof_texts where name = ${name}`.execute(db);
      return rows[0]?.value;
    },
    async keepText(name, text) {
      await sql`insert into proof_texts values (${name}, ${text}) on conflict do nothing`.execute(db);
      return (await this.text(name))!;
    },
    changeText: (name, change) =>
      inTransaction(async (trx) => {
        await sql`select pg_advisory_xact_lock(hashtext(${`proof text ${name}`}))`.execute(trx);
        const value = change(await proofBook(trx).text(name));
        await sql`insert into proof_texts values (${name}, ${value})
          on conflict (name) do update set value = excluded.value`.execute(trx);
      }),
  };
};

const sign = async (db: BooksDatabase, { note, cursor }: LastSigned, after: string | undefined): Promise<void> => {
  const { numAffectedRows } =
    after === undefined
      ? await sql`insert into proof_signed (note, cursor) values (${note}, ${cursor}) on conflict do nothing`.execute(
          db,
        )
      : await sql`update proof_signed set note = ${note}, cursor = ${cursor} where cursor = ${after}`.execute(db);
  if (numAffectedRows !== 1n) throw new CheckpointMoved('notary');
};

const fill = async (
  db: BooksDatabase,
  parts: readonly PartOfTile[],
  places: readonly PlaceInLedger[],
): Promise<void> => {
  for (const { level, index, from, bytes } of parts)
    await sql`insert into proof_tiles values (${level}, ${index}, ${Buffer.from(bytes)})
      on conflict (level, index)
      do update set hashes = substring(proof_tiles.hashes from 1 for ${from}::integer) || excluded.hashes`.execute(db);
  for (const { position, cursor } of places)
    await sql`insert into proof_places values (${position}, ${cursor})
      on conflict (position) do update set cursor = excluded.cursor`.execute(db);
};
