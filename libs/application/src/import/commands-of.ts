import { statementEvents, type StatementEvent } from '@jwg/domain';
import { RegisterLegacyCommitment } from '../commitment/index.js';
import { commands } from '../menu.js';
import { declarationOf } from '../on.js';
import { Statement } from '../session/statement.js';

type StatementClass = new () => Statement;

const statementClasses = commands.filter((it): it is StatementClass => it.prototype instanceof Statement);
const types = Object.keys(statementEvents) as StatementEvent['type'][];

/** The command that records each type of statement, as `@Says` says. */
export const commandOf = Object.fromEntries(
  types.map((type) => [type, statementClasses.find((it) => declarationOf(it).type === type)!]),
) as Readonly<Record<StatementEvent['type'], StatementClass>>;

/** What can happen to a commitment between sessions. */
export const followUpCommands: readonly string[] = commands
  .filter((it) => it !== RegisterLegacyCommitment && declarationOf(it).decider.category === 'commitment')
  .map(({ name }) => name);
