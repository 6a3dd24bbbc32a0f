import type { CommitmentList, CommitmentSummary } from '@jwg/read-models';
import type { Views } from '../output.js';
import { due, inWords, textIn, type Text } from '../words.js';
import { commitmentCells, commitmentTitles, type Cell } from '@jwg/audit';
import type { Sheet } from './sheet.js';
import { table, wrap } from './table.js';

/** Commitments that fulfil all filters, page by page. */
export const listViews: Views<CommitmentList> = {
  text: ({ items, next, total }, sheet) =>
    [
      ...wrap(`Commitments ${sheet.moment}`, sheet.width),
      '',
      items.length === 0 ? 'None.' : summaries(items, sheet),
      ...(total !== undefined ? [`${total} in all.`] : []),
      ...(next === undefined ? [] : [`More: --after ${next}`]),
    ].join('\n'),
  csv: ({ items }, { lang }) => [summaryTitles, ...items.map((it) => summaryCells(it, lang))],
};

/** A title in the language asked for, where the answer has it. */
export const titleIn = ({ title, titles }: { title: string; titles?: Text }, lang?: string): string =>
  titles === undefined ? title : textIn(titles, lang);

/** A table of commitments, the same in every list. */
export const summaries = (items: readonly CommitmentSummary[], { width, lang }: Sheet): string =>
  table(
    [
      { title: 'Commitment', width: 22 },
      { title: 'Title' },
      { title: 'Status', width: 17 },
      { title: 'Due', width: 11 },
      { title: 'Flags', width: 20 },
    ],
    items.map((it) => [
      it.id,
      `${titleIn(it, lang)}\n${[inWords(it.kind), ...it.lead].join(', ')}`,
      `${inWords(it.status)}${it.referredTo === undefined ? '' : `\nto ${it.referredTo}`}`,
      due(it.due),
      it.flags.map(inWords).join(', '),
    ]),
    width,
  );

export const summaryTitles = commitmentTitles;

export const summaryCells = (it: CommitmentSummary, lang?: string): Cell[] => commitmentCells(it, titleIn(it, lang));
