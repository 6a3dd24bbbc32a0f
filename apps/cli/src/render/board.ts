import type { Board, Silence } from '@jwg/read-models';
import { due, inWords } from '../words.js';
import { summaries } from './commitment.js';
import { table, WIDTH, wrap } from './table.js';

/** The commitments that an institution owes, overdue first. */
export const renderBoard = ({ institution, lead, support, counts }: Board, moment: string): string =>
  [
    ...wrap(`${institution}: what it owes, ${moment}`, WIDTH),
    ...[
      { part: 'Leads', items: lead },
      { part: 'Supports', items: support },
    ].flatMap(({ part, items }) => ['', `${part}: ${items.length}`, ...(items.length > 0 ? [summaries(items)] : [])]),
    '',
    `Besides: ${counts.completed} completed, ${counts.closed} closed or not adopted, ${counts.proposed} proposed.`,
  ].join('\n');

/** The commitments that nobody mentions any more, longest silence first. */
export const renderSilence = ({ items }: Silence, moment: string): string =>
  [
    ...wrap(`Not mentioned any more, ${moment}`, WIDTH),
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
          items.map(({ id, title, status, due: dueOn, lastMention, silentSessions, silentMonths }) => [
            `${id}\n${title}`,
            inWords(status),
            due(dueOn),
            lastMention ? `${lastMention.session}\n${lastMention.on}` : 'never',
            `${silentSessions} sessions\n${silentMonths} months`,
          ]),
        ),
  ].join('\n');
