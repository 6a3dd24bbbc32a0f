import type { Overview } from '@jwg/read-models';
import type { Views } from '../output.js';
import { inWords, textIn, when } from '../words.js';
import { titleIn } from './summaries.js';
import { table, wrap } from './table.js';

type Counts = Readonly<Record<string, number | undefined>>;

const inShort = (counts: Counts, show: (name: string) => string, between: string): string =>
  Object.entries(counts)
    .map(([name, n]) => `${show(name)} ${n}`)
    .join(between);

/** All forums at a glance. */
export const overviewViews: Views<Overview> = {
  text: ({ forums, lately }, { moment, width, lang }) =>
    [
      ...wrap(`All forums ${moment}`, width),
      '',
      forums.length === 0
        ? 'None.'
        : table(
            [
              { title: 'Forum' },
              { title: 'Sessions', width: 20 },
              { title: 'Commitments', width: 28 },
              { title: 'Flags', width: 24 },
            ],
            forums.map(({ id, name, dormant, sessions, commitments: { all, unfinished, status, flag } }) => [
              `${id}\n${textIn(name, lang)}${dormant ? '\ndormant' : ''}`,
              [String(sessions.length), ...(sessions.length > 0 ? [`latest ${sessions.at(-1)!.id}`] : [])].join('\n'),
              [`${all}, ${unfinished} unfinished`, ...(all > 0 ? [inShort(status, inWords, ', ')] : [])].join('\n'),
              inShort(flag, inWords, ', ') || '–',
            ]),
            width,
          ),
      ...(lately.length === 0 ? [] : ['', 'Recorded last', latest(lately, width, lang)]),
    ].join('\n'),
  csv: ({ forums }, { lang }) => [
    [
      'forum',
      'name',
      'level',
      'parent',
      'dormant',
      'sessions',
      'latestSession',
      'commitments',
      'unfinished',
      'status',
      'flags',
    ],
    ...forums.map(({ id, name, level, parent, dormant, sessions, commitments: { all, unfinished, status, flag } }) => [
      ...[id, textIn(name, lang), level, parent, String(dormant), sessions.length, sessions.at(-1)?.id],
      ...[all, unfinished, inShort(status, String, '; '), inShort(flag, String, '; ')],
    ]),
  ],
};

const latest = (lately: Overview['lately'], width: number, lang: string | undefined): string =>
  table(
    [{ title: 'When', width: 10 }, { title: 'At', width: 6 }, { title: 'Event', width: 26 }, { title: 'About' }],
    lately.map(({ occurredAt, position, type, subject, title, titles, side }) => [
      when(occurredAt),
      String(position),
      type,
      [
        subject,
        ...(title === undefined ? [] : [titleIn({ title, ...(titles && { titles }) }, lang)]),
        ...(side === undefined ? [] : [`by ${side}`]),
      ].join(', '),
    ]),
    width,
  );
