import type { Matrix } from '@jwg/read-models';
import type { Views } from '../output.js';
import { inWords } from '../words.js';
import { columnsFor, leftOut, within, type Range } from './matrix-columns.js';
import type { Sheet } from './sheet.js';
import { titleIn } from './summaries.js';
import { table, wrap } from './table.js';

export type { Range };

/** The matrix, with all its sessions or those of a range. */
export const matrixViews = (range?: Range): Views<Matrix> => ({
  text: (matrix, sheet) => renderMatrix(matrix, sheet, range),
  csv: (matrix, { lang }) => csv(matrix, range, lang),
});

/** The matrix for people: as many sessions as fit, and which ones are left out. */
export const renderMatrix = (matrix: Matrix, sheet: Sheet, range?: Range): string => {
  const { forum, commitments } = matrix;
  const { shown, cell } = columnsFor(matrix, sheet.width, range);
  const heading = wrap(`${forum}: commitments by session, ${sheet.moment}`, sheet.width);
  const left = leftOut(matrix, shown, range).flatMap((line) => wrap(line, sheet.width));
  if (commitments.length === 0) return [...heading, '', ...wrap(withoutCommitments(matrix), sheet.width)].join('\n');
  const columns = [
    { title: 'Commitment' },
    ...shown.map(({ id, forum: heldBy, number, openedOn = 'day unknown', mode, signed }) => ({
      title: `${number === undefined ? id : `Session ${number}`}${heldBy === forum || number === undefined ? '' : ` (${id})`}\n${openedOn}, ${inWords(mode)}\n${signed ? 'signed' : 'unsigned'}`,
      width: cell,
    })),
  ];
  const rows = commitments.map((it) => [
    `${shortId(it.id, forum)}  ${titleIn(it, sheet.lang)}\n${[inWords(it.kind), inWords(it.adoption), ...it.flags.map(inWords)].join(', ')}\n`,
    ...shown.map(({ id }) => cellText(it.cells.find(({ session }) => session === id))),
  ]);
  return [
    ...heading,
    ...left,
    '',
    table(columns, rows, sheet.width),
    ...wrap('Under each session: what it did, and → the status when it closed. – : not yet known.', sheet.width),
  ].join('\n');
};

/** Sessions without a commitment are a record too. */
const withoutCommitments = ({ sessions }: Matrix): string => {
  if (sessions.length === 0) return 'No session is recorded as held, and no commitment.';
  const held = sessions.map(({ id, number, openedOn = 'day unknown' }) => `${number ?? id} (${openedOn})`);
  return `Sessions were held: ${held.join(', ')}. No commitment is recorded of them.`;
};

const shortId = (id: string, forum: string): string => (id.startsWith(`${forum}.`) ? id.slice(forum.length + 1) : id);

type CellOf = Matrix['commitments'][number]['cells'][number];

const cellText = (cell: CellOf | undefined): string => {
  if (!cell || cell.status === null) return '–';
  const { did, status } = cell;
  return `${did.length > 0 ? [...new Set(did)].map(inWords).join(', ') : 'not mentioned'}\n→ ${inWords(status)}\n`;
};

/** A line for each commitment; two columns for each session, none left out that was asked for. */
const csv = ({ sessions, commitments }: Matrix, range?: Range, lang?: string) => {
  const columns = range ? within(sessions, range) : sessions;
  return [
    [
      ...['commitment', 'title', 'kind', 'adoption', 'implementation', 'disposition', 'status', 'flags'],
      ...columns.flatMap(({ id }) => [`${id} did`, `${id} status`]),
    ],
    ...commitments.map((it) => [
      ...[
        it.id,
        titleIn(it, lang),
        it.kind,
        it.adoption,
        it.implementation,
        it.disposition,
        it.status,
        it.flags.join(' '),
      ],
      ...columns.flatMap(({ id }) => {
        const cell = it.cells.find(({ session }) => session === id);
        return [[...new Set(cell?.did)].join(' '), cell?.status ?? ''];
      }),
    ]),
  ];
};
