import type { AnyProjection } from '@jwg/event-sourcing';
import type { Kysely, RawBuilder } from 'kysely';

/** The table of rows for one generation of a projection. */
export interface GenerationTable {
  name: string;
  generation: number;
  version: number;
  state: 'live' | 'building';
  cursor: string | null;
  position: number;
}

/**
 * A row from one position until before another, for one audience. The table also has the declared columns. In the table
 * of what is kept apart, `part` names the field, and for a list also the place of the entry.
 */
export interface VersionTable {
  key: string;
  audience: string;
  from_position: number;
  until_position: number;
  body: string;
  [column: string]: string | number | null;
}

/** The names of the fields of objects in a generation's rows, as a JSON list, by the number that stands for them there. */
export interface OutlineTable {
  name: string;
  generation: number;
  number: number;
  fields: string;
}

export interface Tables {
  generations: GenerationTable;
  outlines: OutlineTable;
  [versions: `${string}_${number}`]: VersionTable;
}

export type Database = Kysely<Tables>;
/** The database's name for a type of text that sorts by its bytes. */
export type TextType = 'text' | RawBuilder<unknown>;
export type VersionsName = `${string}_${number}`;

/** `until_position` of a row that is still current. */
export const OPEN_END = Number.MAX_SAFE_INTEGER;

export const versionsName = ({ name, generation }: { name: string; generation: number }): VersionsName =>
  `${name}_${generation}`;

export const createGenerations = async (db: Database): Promise<void> => {
  await db.schema
    .createTable('generations')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('generation', 'integer', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('cursor', 'text')
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('generations_key', ['name', 'generation'])
    .execute();
  await db.schema
    .createTable('outlines')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('generation', 'integer', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('fields', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('outlines_key', ['name', 'generation', 'number'])
    .execute();
};

export const partsName = ({ name, generation }: { name: string; generation: number }): VersionsName =>
  versionsName({ name: `${name}_parts`, generation });

export const tokensName = ({ name, generation }: { name: string; generation: number }): VersionsName =>
  versionsName({ name: `${name}_tokens`, generation });

/** Where a projection has tokens: the place of each version, by which its tokens are found. */
export const PLACE = 'version_place';

const OWN_COLUMNS = ['key', 'audience', 'from_position', 'until_position', 'body', PLACE];

/** The declared columns, and the place where there are tokens. */
export const columnsOf = ({ columns, tokens }: AnyProjection): string[] => [
  ...Object.keys(columns),
  ...(tokens ? [PLACE] : []),
];

export const createVersions = async (
  db: Database,
  table: VersionsName,
  projection: AnyProjection,
  text: TextType,
): Promise<void> => {
  const columns = columnsOf(projection);
  const clash = Object.keys(projection.columns).find((column) => OWN_COLUMNS.includes(column));
  if (clash) throw new Error(`${projection.name} may not name a column ${clash}`);
  if (!/^[a-z][a-z_]*$/.test(projection.name)) throw new Error(`${projection.name} cannot name a table`);
  let create = db.schema
    .createTable(table)
    .addColumn('key', text, (column) => column.notNull())
    .addColumn('audience', text, (column) => column.notNull())
    .addColumn('from_position', 'bigint', (column) => column.notNull())
    .addColumn('until_position', 'bigint', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull());
  for (const column of columns) create = create.addColumn(column, text);
  await create.execute();
};

/**
 * The table is in order of arrival: an entry goes to its end, and only the short key goes into a page of others. (A
 * table that lies in the order of its key is larger, and takes a third longer to write.)
 */
export const createParts = async (db: Database, table: VersionsName, text: TextType) => {
  await db.schema
    .createTable(table)
    .addColumn('key', text, (column) => column.notNull())
    .addColumn('part', text, (column) => column.notNull())
    .addColumn('audience', text, (column) => column.notNull())
    .addColumn('until_position', 'bigint', (column) => column.notNull())
    .addColumn('from_position', 'bigint', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
};
