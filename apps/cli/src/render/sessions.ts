import type { SessionList } from '@jwg/read-models';
import type { Views } from '../output.js';
import { inWords } from '../words.js';
import { table, wrap } from './table.js';

/** The sessions of a forum, also those that are only planned. */
export const sessionsViews: Views<SessionList> = {
  text: ({ forum, sessions }, { moment, width }) =>
    [
      ...wrap(`Sessions of ${forum} ${moment}`, width),
      '',
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
            sessions.map(({ id, forum: heldBy, number, phase, mode, plannedOn, openedOn, heldNotAfter, signedOn }) => [
              heldBy === forum || number === undefined ? id : `${number} (${id})`,
              phase,
              inWords(mode),
              openedOn ?? (heldNotAfter ? 'unknown' : plannedOn ? `planned ${plannedOn}` : '–'),
              signedOn ?? 'no',
            ]),
            width,
          ),
    ].join('\n'),
  csv: ({ sessions }) => [
    ['session', 'number', 'label', 'phase', 'mode', 'plannedOn', 'openedOn', 'concludedOn', 'venue', 'signedOn'],
    ...sessions.map((it) => [
      ...[it.id, it.number, it.label, it.phase, it.mode, it.plannedOn, it.openedOn, it.concludedOn, it.venue],
      it.signedOn,
    ]),
  ],
};
