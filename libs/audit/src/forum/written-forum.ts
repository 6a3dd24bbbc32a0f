import { csvText } from '../written/csv.js';
import { svgChart } from '../written/chart.js';
import { htmlFoot, htmlPage, list, safe } from '../written/html.js';
import { list as markdownList, plain } from '../written/markdown.js';
import type { ReportFormat } from '../written/written-report.js';
import type { ReportedForum } from './report.js';
import type { Named, SheetCell } from './sheet.js';
import { forumSheets, type ForumSheets } from './sheets.js';

/** The same report gives the same bytes. */
export const writtenForum = (report: ReportedForum, format: ReportFormat): string =>
  writers[format](forumSheets(report, format));

const isNamed = (cell: SheetCell): cell is readonly Named[] => typeof cell === 'object';

const words = (cell: SheetCell): string =>
  isNamed(cell) ? cell.map((it) => `${it.commitment} ${it.words}`.trim()).join('; ') || '–' : String(cell);

const markdown = ({ title, facts, sheets, foot }: ForumSheets): string =>
  [
    `# ${plain(title)}`,
    markdownList(facts),
    ...sheets.flatMap(({ heading, definition, head, rows }) => [
      `## ${plain(heading)}`,
      plain(definition),
      rows.length === 0
        ? 'None.'
        : [head.map(plain), head.map(() => '---'), ...rows.map((cells) => cells.map((it) => plain(words(it))))]
            .map((cells) => `| ${cells.join(' | ')} |`)
            .join('\n'),
    ]),
    '## This report',
    markdownList(foot),
  ].join('\n\n') + '\n';

/** Rows for a spreadsheet: a heading in the first column of each. UTF-8, marked as such. */
const csv = ({ title, facts, sheets, foot }: ForumSheets): string =>
  `\uFEFF${csvText([
    ...sheets.flatMap(({ heading, definition, head, rows }) => [
      [heading, ...head],
      ...rows.map((cells) => [heading, ...cells.map((it) => (typeof it === 'number' ? it : words(it)))]),
      [heading, 'Definition', definition],
    ]),
    ['Report', 'Title', title],
    ...[...facts, ...foot].map(({ label, values }) => ['Report', label, values.join('\n')]),
  ])}`;

const style = `
table { border-collapse: collapse; width: 100%; font-size: .85rem } th { text-align: left; font-weight: 600 }
th, td { border-bottom: 1px solid #ccc; padding: .2rem .5rem .2rem 0; vertical-align: top; overflow-wrap: anywhere; unicode-bidi: plaintext }
th { overflow-wrap: normal } .number { text-align: right; padding-right: .9rem } td.number { font-variant-numeric: tabular-nums } .definition { color: #444; margin: .2rem 0 .6rem }
a { color: inherit; white-space: nowrap } .id { white-space: nowrap } .which { font-size: .75rem }
svg { width: 100%; height: auto; margin: .4rem 0 } svg rect { fill: #666 } svg line { stroke: #1c1b1a } svg text { font-size: 11px; fill: #1c1b1a }
@media print { section.short, tr, svg { break-inside: avoid } thead { display: table-header-group } }
`;

/** A table of so many rows stays on one page. */
const ONE_PIECE = 16;

const html = ({ title, facts, sheets, foot }: ForumSheets): string => {
  const section = ({ heading, definition, chart, head, rows }: ForumSheets['sheets'][number]): string =>
    `<section${rows.length <= ONE_PIECE ? ' class="short"' : ''}>
<h2>${safe(heading)}</h2>
<p class="definition">${safe(definition)}</p>
${chart ? `${svgChart(chart)}\n` : ''}<table>
<thead><tr>${head.map((it, n) => `<th scope="col"${classOf(rows, n)}>${safe(it)}</th>`).join('')}</tr></thead>
<tbody>
${rows.map((cells) => `<tr${idOf(head, cells)}>${cells.map((it, n) => `<td${classOf(rows, n)}>${cellHtml(it)}</td>`).join('')}</tr>`).join('\n')}
</tbody>
</table>
</section>`;
  return htmlPage(title, `${list(facts)}\n${sheets.map(section).join('\n')}\n${htmlFoot(foot)}`, style);
};

/** A row of the list of commitments is what their ids lead to. */
const idOf = ([first]: readonly string[], [id]: readonly SheetCell[]): string =>
  first === 'Id' && typeof id === 'string' ? ` id="${safe(id)}"` : '';

/** Numbers stand under each other, and an id or a day is not broken. */
const classOf = (rows: readonly (readonly SheetCell[])[], n: number): string => {
  const cells = rows.map((row) => row[n]!);
  if (cells.length === 0) return '';
  if (cells.some(isNamed)) return ' class="which"';
  if (cells.every((it) => typeof it === 'number' || it === '–') && cells.some((it) => typeof it === 'number'))
    return ' class="number"';
  return cells.every((it) => typeof it === 'string' && /^[\w.-]+$/.test(it)) ? ' class="id"' : '';
};

const cellHtml = (cell: SheetCell): string => {
  if (!isNamed(cell)) return safe(String(cell));
  const each = cell.map(({ commitment, words: after }) =>
    commitment === '' ? safe(after) : `<a href="#${safe(commitment)}">${safe(commitment)}</a> ${safe(after)}`,
  );
  return each.join('; ') || '–';
};

const writers = { md: markdown, html, csv } satisfies Record<ReportFormat, (sheets: ForumSheets) => string>;
