import { sortable } from '@jwg/domain';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../page-size.js';
import type { RowReader } from '../rows/reader.js';
import { additionsOfOne, correctionsOfOne, saidIn, statements, type StatementRow } from './statements.js';

export interface StatementPage {
  /** The id of the last statement on the previous page. */
  readonly after?: string;
  /** 1 to 500; default 50. */
  readonly limit?: number;
}

export const pageOfStatements = async (
  reader: RowReader,
  id: string,
  { after, limit = DEFAULT_PAGE_SIZE }: StatementPage,
) => {
  const most = Math.min(Math.max(limit, 1), MAX_PAGE_SIZE);
  const place = after !== undefined && { after: [sortable(after), AFTER_EVERY_ID] as const };
  const found = await reader.find(statements, saidIn(id), { by: 'said', limit: most + 1, ...place });
  const shown = found.slice(0, most);
  const rows = await Promise.all(shown.map((row) => wholeStatement(reader, row)));
  return { rows, ...(found.length > most && { next: shown.at(-1)!.id }) };
};

/** Keys of statements are UUIDs. */
const AFTER_EVERY_ID = '~';

/** With what was corrected in it and added to it. */
export const wholeStatement = async (reader: RowReader, row: StatementRow) => {
  const { isCorrected: _is, hasAdditions: _has, ...shown } = row;
  const added = await additionsOfOne(reader, row);
  const text = added.furtherTexts.reduce((all, it) => ({ ...it.text, ...all }), row.text);
  return { ...shown, text, ...added, corrections: await correctionsOfOne(reader, row) };
};

/** What was said, as a text that the first draft is compared with. */
export const allSaid = async (reader: RowReader, id: string) => {
  const said = await reader.find(statements, saidIn(id), { by: 'said', limit: 100_000 });
  const statementIds = said.filter((it) => !it.annulled).map((it) => it.id);
  return { version: 'said' as const, statementIds, changes: [] };
};
