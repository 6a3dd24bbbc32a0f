import { commitmentsNamedIn, kindOf, statementId, type Meaning } from '@jwg/domain';
import { digestOf } from '@jwg/platform';
import { AddSource, AddText } from '../session/index.js';
import { commandOf } from './commands-of.js';
import { withLists } from './forum-steps.js';
import type { Path } from './problem.js';
import {
  defined,
  each,
  fieldsBut,
  IN_SESSION,
  isRecord,
  text,
  type ImportStep,
  type MakeStep,
  type StatementEntry,
} from './step.js';
import { unknownVerb } from './unknown-verb.js';
import type { ForumWords } from './words-of.js';

/** A statement, and what is added to it where the record has it already. */
export const statementSteps = (
  entry: StatementEntry,
  session: string,
  at: Path,
  step: MakeStep,
  words: ForumWords,
): ImportStep[] => [
  statementStep(entry, session, at, step, words),
  ...textStep(entry, session, at, step),
  ...sourceSteps(entry, session, at, step),
];

const statementStep = (
  entry: StatementEntry,
  session: string,
  at: Path,
  step: MakeStep,
  { lexicon, parent }: ForumWords,
): ImportStep => {
  const { verb, undertakings, source, authority, furtherSources: _, ...said } = entry;
  const meaning = lexicon.find(text(verb), languagesOf(entry));
  const { type, assumes = {} } = kindOf(meaning?.sense ?? 'MatterNoted', { fields: entry, parent });
  const place = at.at(-1) as number;
  const assumed = Object.keys(assumes).filter((field) => (said as Record<string, unknown>)[field] === undefined);
  return step(
    commandOf[type],
    ['statement', place],
    {
      ...assumes,
      ...defined(said),
      ...(meaning && { verb: asWritten(text(verb), meaning) }),
      ...(undertakings !== undefined && { undertakings: withLists(undertakings) }),
    },
    {
      on: IN_SESSION,
      own: { source, authority },
      at,
      assumes: assumed,
      ...(meaning ? { meaning } : { unreadable: typeof verb === 'string' ? unknownVerb(verb, lexicon, at) : true }),
      statement: statementId(session, place + 1),
      takes: fieldsBut(entry, at, 'furtherSources'),
      // Without this one, all later numbers would shift.
      brings: [
        `${session}.s`,
        ...(undertakings === undefined ? [] : [`${session}.c`]),
        ...commitmentsNamedIn({ type, data: entry }),
      ],
    },
  );
};

const asWritten = (verb: string, { language }: Meaning) => ({ word: verb, language });

/** The languages of the text, because the verb is taken from it. */
const languagesOf = ({ text: words }: StatementEntry): string[] => (isRecord(words) ? Object.keys(words) : []);

const textStep = (entry: StatementEntry, session: string, at: Path, step: MakeStep) => {
  const { text: words, source, authority } = entry;
  const languages = languagesOf(entry).sort();
  if (languages.length < 2) return [];
  const place = at.at(-1) as number;
  const fields = { statementId: statementId(session, place + 1), text: words };
  const more = { on: IN_SESSION, own: { source, authority }, at, takes: [], brings: [], completes: true } as const;
  return [step(AddText, ['statement', place, 'text', ...languages], fields, more)];
};

const sourceSteps = ({ furtherSources, authority }: StatementEntry, session: string, at: Path, step: MakeStep) =>
  each(furtherSources, 'furtherSources', ({ differs, ...source }, place) => {
    const number = at.at(-1) as number;
    const name = ['statement', number, 'source', digestOf(defined({ differs, ...source }))];
    const fields = { to: statementId(session, number + 1), source, differs };
    const here = [...at, ...place];
    const places = { source: [] };
    return [
      step(AddSource, name, fields, {
        on: IN_SESSION,
        own: { authority },
        at: here,
        places,
        brings: [],
        completes: true,
      }),
    ];
  });
