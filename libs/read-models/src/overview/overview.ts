import type { Text } from '@jwg/domain';
import { countsBy, type Counts } from '../commitments/facets.js';
import { flagNamesOf } from '../commitments/filters.js';
import { flagContextOf } from '../commitments/flag-context.js';
import { isUnfinished, type FlagName } from '../commitments/flags.js';
import { commitments } from '../commitments/projection.js';
import { forums, type ForumRow } from '../forums/projection.js';
import type { RowsAt } from '../rows/rows-at.js';
import { sittingsOf } from '../dockets/served.js';
import { summariesOf, type SessionSummary } from '../sessions/list.js';
import type { Status } from '@jwg/domain';
import { latestEvents, type Happening } from './happening.js';

/** All forums at a glance. */
export interface Overview {
  readonly position: number;
  /** By id. */
  readonly forums: readonly ForumOverview[];
  /** What was recorded last in all of them, the latest first. */
  readonly lately: readonly Happening[];
}

export interface ForumOverview extends Pick<ForumRow, 'id' | 'level' | 'parent'> {
  readonly name: Text;
  /** In the forum's order. */
  readonly sides: readonly string[];
  readonly dormant: boolean;
  /** By number; and the sittings of other forums that serve it too. */
  readonly sessions: readonly SessionSummary[];
  /** Its own commitments. */
  readonly commitments: {
    readonly all: number;
    /** More is expected of them: they are not completed, not closed, and not left out of the record. */
    readonly unfinished: number;
    readonly status: Counts<Status>;
    readonly flag: Counts<FlagName>;
  };
}

export const overview = async (asked: RowsAt): Promise<Overview> => {
  const found = await asked.reader.find(forums);
  const each: ForumOverview[] = [];
  // One after the other, so that the rows of one forum at most are in memory.
  for (const forum of found) each.push(await forumOverview(asked, forum));
  return { position: asked.position, forums: each, lately: await latestEvents(asked) };
};

const forumOverview = async ({ reader, on }: RowsAt, forum: ForumRow): Promise<ForumOverview> => {
  const { id, level, parent, name, sides, dormant } = forum;
  const [held, rows] = await Promise.all([
    sittingsOf(reader, id),
    reader.find(commitments, { registered: 1, forum: id }),
  ]);
  const around = await flagContextOf(reader, rows);
  return {
    id,
    level,
    ...(parent !== undefined && { parent }),
    name,
    sides: sides.map(({ side }) => side),
    dormant: dormant !== undefined,
    sessions: await summariesOf(reader, held, id),
    commitments: {
      all: rows.length,
      unfinished: rows.filter(isUnfinished).length,
      status: countsBy(rows.map(({ status }) => status)),
      flag: countsBy(rows.flatMap((row) => [...new Set(flagNamesOf({ row, around, on }))])),
    },
  };
};
