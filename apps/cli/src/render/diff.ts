import type { Diff } from '@jwg/read-models';
import type { Views } from '../output.js';
import { count, due, inWords } from '../words.js';
import { table, wrap } from './table.js';

type Difference = Diff['changes'][number];
type Fields = Difference['then'];

/** What became otherwise between two moments. */
export const diffViews: Views<Diff> = {
  text: ({ forum, from, to, counts, total, unchanged, changes, next }, { width }) =>
    [
      ...wrap(`${forum}: from ${momentWords(from)} to ${momentWords(to)}`, width),
      [
        total === 0 ? 'Nothing changed' : count(total, 'commitment changed', 'commitments changed'),
        ...counts.map(({ kind, commitments }) => `${commitments} ${inWords(kind)}`),
        `${unchanged} unchanged`,
      ].join(', '),
      '',
      ...(total === 0
        ? []
        : [
            table(
              [{ title: 'Commitment', width: 34 }, { title: 'What changed' }, { title: 'By', width: 30 }],
              changes.map((it) => [`${it.id}\n${it.title}`, linesOf(it).join('\n'), eventLines(it).join('\n')]),
              width,
            ),
          ]),
      ...(next === undefined ? [] : [`More: --after ${next}`]),
    ].join('\n'),
  csv: ({ changes }) => [
    ['id', 'title', 'kinds', 'slip', 'changes', 'events'],
    ...changes.map((it) => [
      ...[it.id, it.title, it.kinds.join(' '), it.slip, linesOf(it).join('\n')],
      it.events.map(({ position }) => position).join(' '),
    ]),
  ],
};

const momentWords = ({ position, on }: Diff['from']) =>
  position < 0 ? `${on} (nothing yet)` : `position ${position} (${on})`;

const linesOf = (it: Difference): string[] => {
  if (it.kinds.includes('appeared')) return [`appeared: ${inWords(it.now.status!)}, due ${due(it.now.due)}`];
  if (it.kinds.includes('gone')) return [`gone; it was ${inWords(it.then.status!)}`];
  return [
    ...fieldLines(it.then, it.now, it.slip),
    ...(it.silentIn ? [`fell silent in ${it.silentIn.join(', ')}`] : []),
  ];
};

const fieldLines = (then: Fields, now: Fields, slip: number | undefined): string[] => {
  const moved = (name: string, show: (of: Fields) => string, ...fields: readonly (keyof Fields)[]) =>
    fields.some((it) => it in then || it in now) ? [`${name}: ${show(then)} → ${show(now)}`] : [];
  return [
    ...moved('status', (it) => inWords(it.status ?? '–'), 'status'),
    ...moved('adoption', (it) => inWords(it.adoption ?? '–'), 'adoption'),
    ...moved('due', (it) => due(it.due), 'due').map((it) => `${it}${slipWords(slip)}`),
    ...moved('lead', (it) => listed(it.lead), 'lead'),
    ...moved('support', (it) => listed(it.support), 'support'),
    ...moved('flags', (it) => listed(it.flags), 'flags'),
    ...moved('title', (it) => it.title ?? '–', 'title'),
    ...moved('kind', (it) => inWords(it.kind ?? '–'), 'kind'),
    ...moved('referred to', (it) => it.referredTo ?? '–', 'referredTo'),
  ];
};

const listed = (some: readonly string[] | undefined): string => some?.join(', ') || '–';

const slipWords = (slip: number | undefined): string => {
  if (slip === undefined || slip === 0) return '';
  return slip > 0 ? ` (slipped ${count(slip, 'day')})` : ` (${count(-slip, 'day')} earlier)`;
};

const eventLines = ({ events, earlier }: Difference): string[] => [
  ...(earlier === undefined ? [] : [`… ${earlier} earlier`]),
  ...events.map(({ position, type, only }) => `${position} ${type}${only ? ' (then only)' : ''}`),
];
