import type { ForumList } from '@jwg/read-models';
import type { Views } from '../output.js';
import { inWords, textIn } from '../words.js';
import { table, wrap } from './table.js';

/** The forums, their sides and institutions. */
export const forumsViews: Views<ForumList> = {
  text: ({ forums }, { moment, width, lang }) =>
    [
      ...wrap(`Forums ${moment}`, width),
      '',
      forums.length === 0
        ? 'None.'
        : table(
            [
              { title: 'Forum', width: 20 },
              { title: 'Name' },
              { title: 'Sides', width: 10 },
              { title: 'Institutions', width: 34 },
            ],
            forums.map(({ id, name, level, parent, dormant, sides, institutions }) => [
              id,
              [
                textIn(name, lang),
                `${inWords(level)}${parent === undefined ? '' : ` of ${parent}`}`,
                ...(dormant ? [`dormant: ${dormant.reason}`] : []),
              ].join('\n'),
              sides.map(({ side }) => side).join(', '),
              institutions.map((it) => it.id).join(', '),
            ]),
            width,
          ),
    ].join('\n'),
  csv: ({ forums }, { lang }) => [
    ['forum', 'name', 'level', 'parent', 'sides', 'institutions'],
    ...forums.map(({ id, name, level, parent, sides, institutions }) => [
      ...[id, textIn(name, lang), level, parent],
      ...[sides.map(({ side }) => side).join(' '), institutions.map((it) => it.id).join(' ')],
    ]),
  ],
};
