import type { Moments } from '@jwg/read-models';
import type { Views } from '../output.js';
import { table, wrap } from './table.js';

interface Moment {
  readonly on: string;
  readonly session?: string;
  /** The last position of it; by occurrence it has none. */
  readonly position?: number;
  readonly events: number;
}

const inOrder = ({ days, sessions }: Moments): Moment[] =>
  [
    ...days.map(({ on, until, events }) => ({ on, position: until, events })),
    ...sessions.map(({ id, on, closedAt, events }) => ({ on, session: id, position: closedAt, events })),
  ].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : (a.position ?? 0) - (b.position ?? 0)));

/** Where a reader can stop on a forum's line of time. */
export const momentsViews: Views<Moments> = {
  text: (answer, { moment, width }) => {
    const all = inOrder(answer);
    return [
      ...wrap(`${answer.forum}: moments ${moment}, each ${answer.precision} and each session that has closed`, width),
      '',
      all.length === 0
        ? 'None.'
        : table(
            [
              { title: 'When', width: 10 },
              { title: 'Session' },
              { title: 'Events', width: 6 },
              { title: 'Up to', width: 8 },
            ],
            all.map(({ on, session, position, events }) => [
              on,
              session ?? '–',
              String(events),
              position === undefined ? '–' : String(position),
            ]),
            width,
          ),
    ].join('\n');
  },
  csv: (answer) => [
    ['on', 'session', 'events', 'position'],
    ...inOrder(answer).map(({ on, session, events, position }) => [on, session, events, position]),
  ],
};
