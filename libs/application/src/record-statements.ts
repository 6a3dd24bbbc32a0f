import { Type, type Static } from 'typebox';
import { forumOf, kindOf, list, oneOf, optional, record, SessionId, Verb, type Violation } from '@jwg/domain';
import { Fits } from './fits.js';
import { commandOf } from './import/commands-of.js';
import { unknownVerb } from './import/unknown-verb.js';
import { wordsOfForum, type ForumWords } from './import/words-of.js';
import { LedgerCommand } from './ledger-command.js';
import { declarationOf, declare, type Fields } from './on.js';
import { recording, type Statement } from './session/statement.js';
import { Invalid, parseInput } from './parse-input.js';

/** The commands that record one statement each, by name. */
export const statementCommands: ReadonlyMap<string, new () => Statement> = new Map(
  Object.values(commandOf).map((kind) => [kind.name, kind]),
);

const Named = record({ command: optional(oneOf(...statementCommands.keys())), verb: optional(Verb) });
const Said = Type.Object(Named.properties);
type Said = Static<typeof Named> & Fields;

/** Statements of any kinds in the order in which they were made, all of them or none. */
export class RecordStatements extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  /**
   * Each with its verb, whose meaning tells its kind, or with the name of its command; and with the fields that it needs, but for the session and
   * the provenance, which all share.
   */
  @Fits(list(Said, { minItems: 1, maxItems: 200 })) statements!: Said[];
}

const shared = ['sessionId', 'provenance', 'confirm'];

/** @throws Invalid */
const statementsIn = (statements: readonly Said[], sessionId: string, words: ForumWords): object[] => {
  const problems: Violation[] = [];
  const all = statements.flatMap(({ command, ...fields }, n) => {
    const at = `/statements/${n}`;
    for (const field of shared.filter((it) => Object.hasOwn(fields, it)))
      problems.push({ field: `${at}/${field}`, rule: 'is given once, for the whole list' });
    const said = command === undefined ? byVerb(fields, words) : { kind: statementCommands.get(command)! };
    if ('rule' in said) return (problems.push({ ...said, field: at + said.field }), []);
    const { kind, assumes } = said;
    try {
      const { sessionId: _, ...data } = parseInput(kind, { ...assumes, ...fields, sessionId });
      return [{ type: declarationOf(kind).type, data }];
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      problems.push(...error.problems.map(({ field, rule }) => ({ field: at + field, rule })));
      return [];
    }
  });
  if (problems.length > 0) throw new Invalid(problems);
  return all;
};

/** What a statement is by its verb and by what else it has, as in an import. */
const byVerb = (
  { verb, ...fields }: Pick<Said, 'verb'>,
  { lexicon, parent }: ForumWords,
): { kind: new () => Statement; assumes?: object } | Violation => {
  if (!verb) return { field: '', rule: 'must have a verb or a command' };
  const meaning = lexicon.find(verb.word, [verb.language]);
  if (!meaning) return { field: '/verb', rule: unknownVerb(verb.word, lexicon, []).rule };
  const { type, assumes } = kindOf(meaning.sense, { fields, parent });
  return { kind: commandOf[type], assumes };
};

declare(RecordStatements, {
  ...recording('RecordStatements', async ({ statements }, sessionId, ledger) =>
    statementsIn(statements as Said[], sessionId, await wordsOfForum(forumOf(sessionId), ledger)),
  ),
  placeOf: (event) => `/statements/${event}`,
});
