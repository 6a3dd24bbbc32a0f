import type { Facets } from '@jwg/read-models';
import type { Views } from '../output.js';
import { count, inWords } from '../words.js';
import { table, wrap } from './table.js';

const facets = ['status', 'flag', 'kind', 'institution', 'side'] as const;

/** What there is to choose from, and how many commitments each choice leaves. */
const counted = (answer: Facets): [facet: string, value: string, commitments: number][] =>
  facets.flatMap((facet) =>
    Object.entries(answer[facet] as Readonly<Record<string, number>>).map(([value, n]): [string, string, number] => [
      facet,
      value,
      n,
    ]),
  );

export const facetsViews: Views<Facets> = {
  text: (answer, { moment, width }) =>
    [
      ...wrap(`${answer.forum}: ${answer.total} of ${count(answer.all, 'commitment')} ${moment}`, width),
      '',
      table(
        [{ title: 'By', width: 11 }, { title: 'Choice' }, { title: 'Commitments', width: 11 }],
        counted(answer).map(([facet, value, n]) => [
          facet,
          facet === 'institution' || facet === 'side' ? value : inWords(value),
          String(n),
        ]),
        width,
      ),
    ].join('\n'),
  csv: (answer) => [['facet', 'value', 'commitments'], ...counted(answer)],
};
