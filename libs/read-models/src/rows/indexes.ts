import type { AnyProjection } from '@jwg/event-sourcing';
import { sql, type RawBuilder } from 'kysely';
import { columnsOf, OPEN_END, partsName, versionsName, type Database, type GenerationTable } from './tables.js';

type Named = Pick<GenerationTable, 'name' | 'generation'>;

/**
 * The statements that make the indexes of a generation's tables, each at most once.
 *
 * Versions of one key and audience never overlap. So `until_position > P` in an index finds the version at P next to the
 * current one, and reading the past costs about as much as reading the present. The same holds for what is kept apart,
 * where the entries of a list are in order of their places besides.
 */
export const indexesOf = (db: Database, generation: Named, projection: AnyProjection): string[] => {
  const [versions, parts] = [versionsName(generation), partsName(generation)];
  const columns = ['key', ...columnsOf(projection)].filter((it) => !projection.unindexed?.includes(it));
  const orderOf = (column: string) => [projection.inOrderOf?.[column]].filter((it) => it !== undefined);
  const ofVersions = columns.map((column) =>
    db.schema
      .createIndex(`${versions}_by_${column}`)
      .ifNotExists()
      .on(versions)
      .columns([column, ...orderOf(column), 'audience', 'until_position', 'from_position']),
  );
  const ofParts = db.schema
    .createIndex(`${parts}_by_key`)
    .ifNotExists()
    .unique()
    .on(parts)
    .columns(['key', 'part', 'audience', 'until_position']);
  return [...ofVersions, ...(projection.apart ? [ofParts] : [])].map((it) => it.compile().sql);
};

/**
 * What is still open, in the words in which an index has it: SQLite takes an index of some rows only where the question
 * repeats its condition, without a parameter.
 */
export const IS_OPEN: RawBuilder<boolean> = sql`until_position = ${sql.lit(OPEN_END)}`;
/** No entry of a list, which never ends. */
export const IS_VALUE: RawBuilder<boolean> = sql`part not like '%/%'`;

/**
 * All that a build needs until it is complete: it looks for rows that are still open, and for nothing else. Every other
 * index is made once all rows are there, which takes a fraction of the time, and fills its pages.
 */
export const indexesOfBuild = (generation: Named, projection: AnyProjection): RawBuilder<unknown>[] => {
  const [versions, parts] = [versionsName(generation), partsName(generation)];
  const ofVersions = sql`create index ${sql.id(openIndex(versions))} on ${sql.table(versions)} (key, audience)
    where ${IS_OPEN}`;
  const ofParts = sql`create index ${sql.id(openIndex(parts))} on ${sql.table(parts)} (key, part, audience)
    where ${IS_OPEN} and ${IS_VALUE}`;
  return [ofVersions, ...(projection.apart ? [ofParts] : [])];
};

export const dropIndexesOfBuild = async (trx: Database, generation: Named): Promise<void> => {
  for (const table of [versionsName(generation), partsName(generation)])
    await trx.schema.dropIndex(openIndex(table)).ifExists().execute();
};

const openIndex = (table: string): string => `${table}_open`;
