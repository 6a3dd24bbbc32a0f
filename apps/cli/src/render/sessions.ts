import type { SessionList, SessionPage } from '@jwg/read-models';
import type { Views } from '../output.js';
import { inWords } from '../words.js';
import type { Cell } from '@jwg/audit';
import { table, wrap } from './table.js';

type Sessions = SessionList['sessions'];

/** The sessions of a forum, also those that are only planned. */
export const sessionsViews: Views<SessionList> = {
  text: ({ forum, sessions }, { moment, width }) =>
    [...wrap(`Sessions of ${forum} ${moment}`, width), '', sessionsTable(sessions, width, forum)].join('\n'),
  csv: ({ sessions }) => rows(sessions),
};

/** The sessions of all forums, page by page. */
export const allSessionsViews: Views<SessionPage> = {
  text: ({ items, total, next }, { moment, width }) =>
    [
      ...wrap(`Sessions of all forums ${moment}, the latest first`, width),
      '',
      sessionsTable(items, width),
      `${total} in all.`,
      ...(next === undefined ? [] : [`More: --after ${next}`]),
    ].join('\n'),
  csv: ({ items }) => rows(items),
};

/** A sitting that is another forum's has a number of its own in the forum whose list it is, and is named by it. */
const sessionsTable = (sessions: Sessions, width: number, of?: string): string =>
  sessions.length === 0
    ? 'None.'
    : table(
        [
          { title: 'Session' },
          { title: 'Phase', width: 10 },
          { title: 'Mode', width: 10 },
          { title: 'Date', width: 18 },
          { title: 'Signed', width: 10 },
        ],
        sessions.map(({ id, forum, number, phase, mode, plannedOn, openedOn, heldNotAfter, signedOn }) => [
          of === undefined || of === forum || number === undefined ? id : `${number} (${id})`,
          phase,
          inWords(mode),
          openedOn ?? (heldNotAfter ? 'unknown' : plannedOn ? `planned ${plannedOn}` : '–'),
          signedOn ?? 'no',
        ]),
        width,
      );

const rows = (sessions: Sessions): Cell[][] => [
  [
    ...['session', 'number', 'label', 'phase', 'mode', 'plannedOn', 'openedOn', 'heldNotAfter', 'concludedOn', 'venue'],
    ...['alsoServes', 'signedOn'],
  ],
  ...sessions.map((it) => [
    ...[it.id, it.number, it.label, it.phase, it.mode, it.plannedOn, it.openedOn, it.heldNotAfter, it.concludedOn],
    ...[it.venue, it.alsoServes?.join(' '), it.signedOn],
  ]),
];
