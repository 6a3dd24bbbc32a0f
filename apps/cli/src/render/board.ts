import type { Board, Silence } from '@jwg/read-models';
import type { Views } from '../output.js';
import { count, due, inWords } from '../words.js';
import { summaries, summaryCells, summaryTitles, titleIn } from './summaries.js';
import { table, wrap } from './table.js';

/** The commitments that an institution owes, overdue first. */
export const boardViews: Views<Board> = {
  text: ({ institution, lead, support, counts }, sheet) =>
    [
      ...wrap(`${institution}: what it owes, ${sheet.moment}`, sheet.width),
      ...[
        { part: 'Leads', items: lead },
        { part: 'Supports', items: support },
      ].flatMap(({ part, items }) => [
        '',
        `${part}: ${items.length}`,
        ...(items.length > 0 ? [summaries(items, sheet)] : []),
      ]),
      '',
      `Besides: ${counts.completed} completed, ${counts.closed} closed or not adopted, ${counts.proposed} proposed.`,
    ].join('\n'),
  csv: ({ lead, support }, { lang }) => [
    ['part', ...summaryTitles],
    ...lead.map((it) => ['lead', ...summaryCells(it, lang)]),
    ...support.map((it) => ['support', ...summaryCells(it, lang)]),
  ],
};

/** The commitments that nobody mentions any more, longest silence first. */
export const silenceViews: Views<Silence> = {
  text: ({ items }, { moment, width, lang }) =>
    [
      ...wrap(`Not mentioned any more, ${moment}`, width),
      '',
      items.length === 0
        ? 'None.'
        : table(
            [
              { title: 'Commitment' },
              { title: 'Status', width: 12 },
              { title: 'Due', width: 11 },
              { title: 'Last mention', width: 18 },
              { title: 'Silent', width: 11 },
            ],
            items.map((it) => [
              `${it.id}\n${titleIn(it, lang)}`,
              inWords(it.status),
              due(it.due),
              it.lastMention ? `${it.lastMention.session}\n${it.lastMention.on}` : 'never',
              `${count(it.silentSessions, 'session')}\n${count(it.silentMonths, 'month')}`,
            ]),
            width,
          ),
    ].join('\n'),
  csv: ({ items }, { lang }) => [
    [...summaryTitles, 'silentSessions', 'silentMonths', 'lastSession', 'lastMention'],
    ...items.map((it) => [
      ...summaryCells(it, lang),
      ...[it.silentSessions, it.silentMonths, it.lastMention?.session, it.lastMention?.on],
    ]),
  ],
};
