import type { Imported } from '@jwg/application';
import { wrap } from './table.js';

/** The outcome of an import, or every problem of the file with its place, its rule and the way out. */
export const renderImported = (it: Imported, width: number): string => {
  const { file, problems, moreProblems, unjudged, warnings } = it;
  if (problems.length === 0)
    return [`${file}: ${outcome(it)}`, ...warnings.map((warning) => problemText(warning, width))].join('\n');
  const more = [
    ...(moreProblems > 0 ? [`… and ${moreProblems} more.`] : []),
    ...(unjudged > 0 ? [`${unjudged} entries were not judged, because they build on what has problems.`] : []),
  ];
  const count = problems.length + moreProblems;
  return [
    `${file}: ${count} ${count === 1 ? 'problem' : 'problems'}; ${it.unfinished ? 'unfinished.' : 'nothing was written.'}`,
    ...(it.unfinished ? [it.unfinished] : []),
    ...problems.map((problem) => problemText(problem, width)),
    ...more,
  ].join('\n');
};

const outcome = ({ dryRun, events, known, ...added }: Imported): string => {
  if (events === 0) return `nothing new (${known} entries were known already).`;
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

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

const problemText = (
  { line, column, field, rule, code, wayOut }: Imported['problems'][number],
  width: number,
): string => {
  const sentence = `${field === '' ? '' : `${field} `}${rule}${code ? ` (${code})` : ''}${wayOut ? ` ${wayOut}` : ''}`;
  return wrap(sentence, width - 12)
    .map((text, n) => `${(n === 0 ? `  ${line}:${column}` : '').padEnd(12)}${text}`)
    .join('\n');
};
