import type { InstitutionList } from '@jwg/read-models';
import type { Views } from '../output.js';
import { textIn } from '../words.js';
import { table, wrap } from './table.js';

type Institution = InstitutionList['items'][number];

const former = ({ formerNames }: Institution, lang: string | undefined): string[] =>
  (formerNames ?? []).map((it) => textIn(it, lang));

/** The institutions of all forums, page by page. */
export const institutionsViews: Views<InstitutionList> = {
  text: ({ items, total, next }, { moment, width, lang }) =>
    [
      ...wrap(`Institutions ${moment}`, width),
      '',
      items.length === 0
        ? 'None.'
        : table(
            [
              { title: 'Institution', width: 20 },
              { title: 'Name' },
              { title: 'Side', width: 12 },
              { title: 'Forums', width: 24 },
            ],
            items.map((it) => [
              it.id,
              [
                textIn(it.name, lang),
                ...former(it, lang).map((name) => `formerly ${name}`),
                ...(it.succeededBy === undefined ? [] : [`succeeded by ${it.succeededBy}`]),
              ].join('\n'),
              it.side,
              it.forums.join(', '),
            ]),
            width,
          ),
      `${total} in all.`,
      ...(next === undefined ? [] : [`More: --after ${next}`]),
    ].join('\n'),
  csv: ({ items }, { lang }) => [
    ['institution', 'side', 'name', 'acronym', 'formerNames', 'succeededBy', 'forums'],
    ...items.map((it) => [
      ...[it.id, it.side, textIn(it.name, lang), it.acronym],
      ...[former(it, lang).join('; '), it.succeededBy, it.forums.join(' ')],
    ]),
  ],
};
