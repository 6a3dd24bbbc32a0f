import { Type } from 'typebox';
import { list, oneOf, SessionId, type Violation } from '@jwg/domain';
import { Fits } from './fits.js';
import { commandOf } from './import/commands-of.js';
import { LedgerCommand } from './ledger-command.js';
import { declarationOf, declare } from './on.js';
import { recording, type Statement } from './session/statement.js';
import { Invalid, parseInput } from './parse-input.js';

/** The commands that record one statement each, by name. */
export const statementCommands: ReadonlyMap<string, new () => Statement> = new Map(
  Object.values(commandOf).map((kind) => [kind.name, kind]),
);

const Named = Type.Object({ command: oneOf(...statementCommands.keys()) });

/** Statements of any kinds in the order in which they were made, all of them or none. */
export class RecordStatements extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  /** Each with the name of its command and that command's fields, but for the session and the provenance, which all share. */
  @Fits(list(Named, { minItems: 1, maxItems: 200 })) statements!: { command: string }[];
}

const shared = ['sessionId', 'provenance', 'confirm'];

/** @throws Invalid */
const statementsIn = (statements: RecordStatements['statements'], sessionId: string): object[] => {
  const problems: Violation[] = [];
  const all = statements.flatMap(({ command, ...fields }, n) => {
    const kind = statementCommands.get(command)!;
    for (const field of shared.filter((it) => Object.hasOwn(fields, it)))
      problems.push({ field: `/statements/${n}/${field}`, rule: 'is given once, for the whole list' });
    try {
      const { sessionId: _, ...data } = parseInput(kind, { ...fields, sessionId });
      return [{ type: declarationOf(kind).type, data }];
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      problems.push(...error.problems.map(({ field, rule }) => ({ field: `/statements/${n}${field}`, rule })));
      return [];
    }
  });
  if (problems.length > 0) throw new Invalid(problems);
  return all;
};

declare(RecordStatements, {
  ...recording('RecordStatements', ({ statements }, sessionId) =>
    statementsIn(statements as RecordStatements['statements'], sessionId),
  ),
  placeOf: (event) => `/statements/${event}`,
});
