import { commitmentsNamedIn, kindOf, statementId, type Meaning } from '@jwg/domain';
import { commandOf } from './commands-of.js';
import { lists } from './forum-steps.js';
import type { Path } from './problem.js';
import { defined, IN_SESSION, isRecord, text, type ImportStep, type MakeStep, type StatementEntry } from './step.js';
import { unknownVerb } from './unknown-verb.js';
import type { ForumWords } from './words-of.js';

export const statementStep = (
  entry: StatementEntry,
  session: string,
  at: Path,
  step: MakeStep,
  { lexicon, parent }: ForumWords,
): ImportStep => {
  const { verb, undertakings, source, authority, ...said } = entry;
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

/** The undertakings, each with empty lists where the file leaves them out. */
const withLists = (undertakings: unknown): unknown =>
  Array.isArray(undertakings)
    ? undertakings.map((it: unknown) => (isRecord(it) ? { ...lists, ...it } : it))
    : undertakings;
