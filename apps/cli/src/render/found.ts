import type { SearchPage, Snippet } from '@jwg/read-models';
import type { Views } from '../output.js';
import { textIn } from '../words.js';
import { table, wrap } from './table.js';

/** What says the words, with the words in brackets. */
export const foundViews: Views<SearchPage> = {
  text: ({ hits, next }, { moment, width, lang }) =>
    [
      ...wrap(hits.length === 0 ? `Nothing was found ${moment}.` : `Found ${moment}`, width),
      ...(hits.length === 0
        ? []
        : [
            '',
            table(
              [
                { title: 'When', width: 10 },
                { title: 'At', width: 6 },
                { title: 'About', width: 28 },
                { title: 'Words' },
              ],
              hits.map(({ on, position, kind, id, title, type, snippets }) => [
                on.slice(0, 10),
                String(position),
                `${kind} ${id}${title ? `\n${textIn(title, lang)}` : ''}`,
                [type, ...snippets.map(inBrackets)].join('\n'),
              ]),
              width,
            ),
          ]),
      ...(next === undefined ? [] : [`More: --after ${next}`]),
    ].join('\n'),
  csv: ({ hits }, { lang }) => [
    ['position', 'on', 'kind', 'id', 'title', 'forum', 'type', 'field', 'language', 'text', 'event'],
    ...hits.map(({ position, on, kind, id, title, forum, type, snippets: [first], eventId }) => [
      ...[position, on, kind, id, title && textIn(title, lang), forum, type],
      ...[first?.field, first?.language, first?.text, eventId],
    ]),
  ],
};

const inBrackets = ({ field, text, marks, begins, ends }: Snippet): string => {
  let [shown, at] = ['', 0];
  for (const { from, to } of marks) {
    shown += `${text.slice(at, from)}[${text.slice(from, to)}]`;
    at = to;
  }
  return `${field}: ${begins ? '… ' : ''}${shown}${text.slice(at)}${ends ? ' …' : ''}`;
};
