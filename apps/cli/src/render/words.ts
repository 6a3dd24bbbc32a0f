import type { WordList } from '@jwg/read-models';
import type { Views } from '../output.js';
import { table, wrap } from './table.js';

/** The verbs of the lexicon, those of one meaning in one line. */
export const wordsViews: Views<WordList> = {
  text: ({ known, words }, { moment, width }) =>
    [
      ...wrap(known === false ? 'This verb is not known. The nearest are:' : `Verbs ${moment}`, width),
      '',
      table(
        [{ title: 'Verbs' }, { title: 'What they do', width: 28 }, { title: 'Needs beside the text', width: 24 }],
        [...Map.groupBy(words, ({ meaning }) => meaning).values()].map((alike) => [
          [...Map.groupBy(alike, ({ language }) => language)]
            .map(([language, list]) => `${language}: ${list.map(({ word }) => word).join(', ')}`)
            .join('\n'),
          alike[0]!.does,
          plain(alike[0]!.needs),
        ]),
        width,
      ),
      ...(known === false
        ? ['', ...wrap('If one means the same, add yours to the forum: jwg send AddVerb (jwg fields AddVerb).', width)]
        : []),
    ].join('\n'),
  csv: ({ words }) => [
    ['word', 'language', 'meaning', 'does', 'needs'],
    ...words.map(({ word, language, meaning, does, needs }) => [word, language, meaning, does, plain(needs)]),
  ],
};

const plain = (needs = ''): string => needs.replaceAll('`', '');
