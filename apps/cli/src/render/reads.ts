import type { ReadList, RecordedRead } from '@jwg/application';
import type { Views } from '../output.js';
import { table } from './table.js';

/** What auditors were given as a whole. */
export const readsViews: Views<ReadList> = {
  text: ({ reads, next }, { width }) =>
    [
      reads.length === 0
        ? 'Nothing is on record.'
        : table(
            [
              { title: 'At', width: 7 },
              { title: 'When', width: 20 },
              { title: 'Who', width: 16 },
              { title: 'What', width: 26 },
              { title: 'What for' },
            ],
            reads.map((it) => [
              String(it.position),
              `${it.recordedAt.slice(0, 19)}Z`,
              [it.reader.id, it.reader.side].filter(Boolean).join(', '),
              `${whatOf(it)}\n${of(it)}, up to ${it.upTo}`,
              it.purpose ?? '',
            ]),
            width,
          ),
      ...(next === undefined ? [] : [`More: --after ${next}`]),
    ].join('\n'),
  csv: ({ reads }) => [
    [
      'position',
      'recordedAt',
      'reader',
      'side',
      'what',
      'format',
      'forum',
      'subject',
      'of',
      'after',
      'upTo',
      'purpose',
    ],
    ...reads.map((it) => [
      ...[it.position, it.recordedAt, it.reader.id, it.reader.side, it.what, it.format, it.forum, it.subject],
      ...[it.of, it.after, it.upTo, it.purpose],
    ]),
  ],
};

const whatOf = ({ what, format, of: side }: RecordedRead): string => [what, format, side].filter(Boolean).join(' ');
const of = ({ subject, forum }: RecordedRead): string => subject ?? forum ?? 'the whole ledger';
