import type { Type } from '@nestjs/common';
import type { ICommandHandler } from '@nestjs/cqrs';
import * as commitment from './commitment/index.js';
import * as forum from './forum/index.js';
import { LedgerCommand } from './ledger-command.js';
import * as session from './session/index.js';

type LedgerCommandClass = new () => LedgerCommand;

const menu: readonly Type[] = [...Object.values(forum), ...Object.values(session), ...Object.values(commitment)];
const isCommand = (it: Type): it is LedgerCommandClass => it.prototype instanceof LedgerCommand;

/** Everything that the ledger can be told. */
export const commands = menu.filter(isCommand);

/** What carries it out, for a Nest module to provide. */
export const commandHandlers: readonly Type<ICommandHandler>[] = menu.filter((it) => !isCommand(it));

const byName = new Map(commands.map((command) => [command.name, command]));

/** The class by its name, like `ReportProgress`; `undefined` where there is no such command. */
export const commandNamed = (name: string): LedgerCommandClass | undefined => byName.get(name);
