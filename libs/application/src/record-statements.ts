import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Type } from 'typebox';
import { list, oneOf, session, SessionId, type StatementAsked, type StatementEvent, type Violation } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from './fits.js';
import { commandOf } from './import/commands-of.js';
import { envelope, LedgerCommand } from './ledger-command.js';
import type { Statement } from './session/say.js';
import { Invalid, told } from './told.js';

const kinds = new Map(
  Object.entries(commandOf).map(([type, kind]) => [kind.name, { type: type as StatementEvent['type'], kind }]),
);

/** The commands that record one statement each, by name. */
export const statementCommands: ReadonlyMap<string, new () => Statement> = new Map(
  [...kinds].map(([name, { kind }]) => [name, kind]),
);

const Named = Type.Object({ command: oneOf(...kinds.keys()) });

/** Statements of any kinds in the order in which they were made, all of them or none. */
export class RecordStatements extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  /** Each with the name of its command and that command's fields, but for the session and the provenance, which all share. */
  @Fits(list(Named, { minItems: 1, maxItems: 200 })) statements!: { command: string }[];
}

@CommandHandler(RecordStatements)
export class RecordStatementsHandler implements ICommandHandler<RecordStatements> {
  constructor(private readonly ledger: Ledger) {}

  /** @throws Invalid, and what `Ledger.transact` throws */
  async execute({ sessionId, statements, provenance }: RecordStatements) {
    const data = { session: sessionId, statements: asked(sessionId, statements) };
    const { openedOn } = await this.ledger.load(session, sessionId);
    return this.ledger.transact(
      session,
      sessionId,
      { type: 'RecordStatements', data },
      envelope(provenance, openedOn === undefined ? undefined : { value: openedOn, precision: 'session' }),
    );
  }
}

const shared = ['sessionId', 'provenance'];

const asked = (sessionId: string, statements: RecordStatements['statements']): StatementAsked[] => {
  const problems: Violation[] = [];
  const all = statements.flatMap(({ command, ...fields }, n) => {
    const { type, kind } = kinds.get(command)!;
    for (const field of shared.filter((it) => Object.hasOwn(fields, it)))
      problems.push({ field: `/statements/${n}/${field}`, rule: 'is given once, for the whole list' });
    try {
      const { sessionId: _, ...data } = told(kind, { ...fields, sessionId });
      return [{ type, data } as unknown as StatementAsked];
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      problems.push(...error.problems.map(({ field, rule }) => ({ field: `/statements/${n}${field}`, rule })));
      return [];
    }
  });
  if (problems.length > 0) throw new Invalid(problems);
  return all;
};
