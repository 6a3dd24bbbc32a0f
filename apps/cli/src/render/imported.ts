import type { Imported } from '@jwg/application';
import type { Views } from '../output.js';
import { count } from '../words.js';
import { wrap } from './table.js';

/** What came of each file. As rows: every problem and warning, with its place. */
export const importedViews: Views<readonly Imported[]> = {
  text: (all, { width }) => all.map((it) => renderImported(it, width)).join('\n\n'),
  csv: (all) => [
    ['file', 'is', 'line', 'column', 'field', 'rule', 'code', 'wayOut'],
    ...all.flatMap(({ problems, warnings }) => [
      ...problems.map((it) => cellsOf('problem', it)),
      ...warnings.map((it) => cellsOf('warning', it)),
    ]),
  ],
};

const cellsOf = (is: string, { file, line, column, field, rule, code, wayOut }: Imported['problems'][number]) => [
  ...[file, is, line, column, field, rule, code, wayOut],
];

/** The outcome of an import, or every problem of the file with its place, its rule and the way out. */
export const renderImported = (it: Imported, width: number): string => {
  const { file, problems, moreProblems, unjudged, warnings } = it;
  if (problems.length === 0)
    return [`${file}: ${outcome(it)}`, ...warnings.map((warning) => problemText(warning, width))].join('\n');
  const more = [
    ...(moreProblems > 0 ? [`… and ${moreProblems} more.`] : []),
    ...(unjudged > 0
      ? [`${count(unjudged, 'entry was', 'entries were')} not judged, because something before has problems.`]
      : []),
  ];
  const found = count(problems.length + moreProblems, 'problem');
  return [
    `${file}: ${found}; ${it.unfinished ? 'unfinished.' : 'nothing was written.'}`,
    ...(it.unfinished ? [it.unfinished] : []),
    ...problems.map((problem) => problemText(problem, width)),
    ...more,
  ].join('\n');
};

const outcome = ({ dryRun, events, known, ...added }: Imported): string => {
  if (events === 0) return `nothing new (${count(known, 'entry was', 'entries were')} known already).`;
  const would = dryRun ? 'would write' : 'wrote';
  const parts = [
    { noun: 'forum', ids: added.forums },
    { noun: 'institution', ids: added.institutions },
    { noun: 'session', ids: added.sessions },
    { noun: 'commitment', ids: added.commitments },
  ].filter(({ ids }) => ids.length > 0);
  const what = parts.map(({ noun, ids }, n) => count(ids.length, n === 0 ? `new ${noun}` : noun)).join(', ');
  return `${would} ${count(events, 'event')}${what && `: ${what}`}.`;
};

const problemText = (
  { line, column, field, rule, code, wayOut }: Imported['problems'][number],
  width: number,
): string => {
  const said = `${field === '' ? '' : `${field} `}${rule}${code ? ` (${code})` : ''}`;
  const sentence = `${said}${/[.!?)]$/.test(said) ? '' : '.'} ${wayOut}`;
  return wrap(sentence, width - 12)
    .map((text, n) => `${(n === 0 ? `  ${line}:${column}` : '').padEnd(12)}${text}`)
    .join('\n');
};
