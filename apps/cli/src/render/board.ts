import type { Board, Silence } from '@jwg/read-models';
import { due, inWords } from '../words.js';
import { summaries } from './commitment.js';
import { table } from './table.js';

/** What an institution owes, overdue first. */
export const renderBoard = ({ institution, position, lead, support, counts }: Board): string =>
  [
    `${institution}: what it owes, as of position ${position}`,
    ...[
      { part: 'Leads', items: lead },
      { part: 'Supports', items: support },
    ].flatMap(({ part, items }) => ['', `${part}: ${items.length}`, ...(items.length > 0 ? [summaries(items)] : [])]),
    '',
    `Besides: ${counts.completed} completed, ${counts.closed} closed or not adopted, ${counts.proposed} proposed.`,
  ].join('\n');

/** What nobody mentions any more, longest silence first. */
export const renderSilence = ({ position, items }: Silence): string =>
  [
    `Not mentioned any more, as of position ${position}`,
    '',
    items.length === 0
      ? 'None.'
      : table(
          [
            { title: 'Commitment', width: 22 },
            { title: 'Title' },
            { title: 'Status', width: 17 },
            { title: 'Due', width: 11 },
            { title: 'Last mention', width: 22 },
            { title: 'Silent', width: 11 },
          ],
          items.map(({ id, title, status, due: dueOn, lastMention, silentSessions, silentMonths }) => [
            id,
            title,
            inWords(status),
            due(dueOn),
            lastMention ? `${lastMention.session}\n${lastMention.on}` : 'never',
            `${silentSessions} sessions\n${silentMonths} months`,
          ]),
        ),
  ].join('\n');
