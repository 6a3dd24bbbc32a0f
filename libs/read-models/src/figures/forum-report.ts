import { setImmediate as letOthersIn } from 'node:timers/promises';
import { compareIds } from '@jwg/domain';
import { coursesOf } from '../commitments/courses.js';
import { flagContextOf } from '../commitments/flag-context.js';
import { columnsOf } from '../commitments/matrix-columns.js';
import { commitments } from '../commitments/projection.js';
import { titled } from '../commitments/title.js';
import { forums, type ForumRow } from '../forums/projection.js';
import { MAX_PAGE_SIZE } from '../page-size.js';
import { wholeLists } from '../rows/kept-apart.js';
import type { RowsAt } from '../rows/rows-at.js';
import { isUndertaken, measured, measuredCells, type Measured } from './course.js';
import { definitions, figureNames } from './definitions.js';
import { figuresOf } from './figures.js';
import { ageBands, count, newTally, sessionFigures } from './over-time.js';
import type { AgeBand, Figures, ForumReport, InstitutionFigures } from './report.js';

/** Commitments that a figure of the whole or of a side names, and one of an institution. */
const [NAMED, NAMED_OF_ONE] = [50, 10];
const [INSTITUTIONS, SESSIONS] = [100, 100];

/** `undefined` when there is no such forum. */
export const forumReport = async ({ reader, position, on }: RowsAt, id: string): Promise<ForumReport | undefined> => {
  const forum = await reader.get(forums, id);
  if (!forum) return undefined;
  const rows = (await reader.find(commitments, { forum: id }))
    .filter(isUndertaken)
    .sort((a, b) => compareIds(a.id, b.id));
  const closed = (await columnsOf(reader, id, rows)).filter(({ end }) => end !== undefined);
  const columns = closed.slice(-SESSIONS);
  const tallies = columns.map(newTally);
  const all: Measured[] = [];
  for (let n = 0; n < rows.length; n += MAX_PAGE_SIZE) {
    const some = rows.slice(n, n + MAX_PAGE_SIZE);
    const ids = some.map((row) => row.id);
    const [around, courseOf, carries] = await Promise.all([
      flagContextOf(reader, some),
      coursesOf(reader, some),
      wholeLists(reader, commitments, ids, 'carriedOver'),
    ]);
    await letOthersIn(); // SQLite works in this thread, and never waits
    for (const row of some) {
      all.push(measured(row, courseOf(row.id), carries.get(row.id) ?? [], { around, on }));
      measuredCells(row, courseOf(row.id), columns, around).forEach((cell, place) => count(tallies[place]!, cell));
    }
  }
  const institutions = institutionsIn(forum, all);
  const shortened = [
    ...(institutions.length > INSTITUTIONS ? (['institutions'] as const) : []),
    ...(closed.length > SESSIONS ? (['sessions'] as const) : []),
  ];
  const groups = {
    whole: figuresOf(all, NAMED),
    sides: forum.sides.map(({ side }) => ({
      side,
      ...figuresOf(
        all.filter((it) => it.sides.includes(side)),
        NAMED,
      ),
    })),
    institutions: institutions.slice(0, INSTITUTIONS),
  };
  const ages = ageBands(all, NAMED);
  const named = namedIn([groups.whole, ...groups.sides, ...groups.institutions], ages);
  return {
    ...{ forum: id, name: forum.name, position, on, definitions },
    ...groups,
    sessions: columns.map(({ session }, n) => sessionFigures(session, tallies[n]!, id)),
    ages,
    named: rows.filter((row) => named.has(row.id)).map((row) => ({ id: row.id, ...titled(row) })),
    ...(shortened.length > 0 && { shortened }),
  };
};

const namedIn = (groups: readonly Figures[], ages: readonly AgeBand[]): ReadonlySet<string> => {
  const figures = groups.flatMap((group) => figureNames.map((name) => group[name]));
  return new Set([...figures, ...ages].flatMap(({ items }) => items.map(({ commitment }) => commitment)));
};

/** Those that answer for a commitment, the ones with the most first. */
const institutionsIn = ({ institutions }: ForumRow, all: readonly Measured[]): InstitutionFigures[] => {
  const own = new Map<string, Measured[]>();
  for (const it of all)
    for (const id of it.institutions) {
      const some = own.get(id);
      if (some) some.push(it);
      else own.set(id, [it]);
    }
  return institutions
    .filter(({ id }) => own.has(id))
    .map(({ id, side, name }) => ({ institution: id, side, name, ...figuresOf(own.get(id)!, NAMED_OF_ONE) }))
    .sort((a, b) => b.commitments - a.commitments || compareIds(a.institution, b.institution));
};
