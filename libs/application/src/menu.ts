import type { Type } from '@nestjs/common';
import type { ICommandHandler } from '@nestjs/cqrs';
import type { CommitmentCommand, ForumCommand, SessionCommand } from '@jwg/domain';
import * as commitment from './commitment/index.js';
import * as forum from './forum/index.js';
import { handlerOf } from './handler-of.js';
import type { LedgerCommandClass } from './on.js';
import * as session from './session/index.js';

/** Only the policy gives these commands. A person causes one of them by a statement in a session. */
type OfThePolicy =
  | 'RegisterCommitment'
  | 'RegisterLeftOut'
  | 'CountLeftOut'
  | 'CorrectAdoption'
  | 'AcceptCommitment'
  | 'DeclineCommitment'
  | 'AdoptCommitment'
  | 'SupersedeCommitment'
  | 'ReferCommitment'
  | 'ReturnReferral'
  | 'CarryOver'
  | 'DeferCommitment'
  | 'RecordEffectNotApplied'
  | 'CorrectParticulars'
  | 'MoveEffect'
  | 'TakeBackEffect';

/** Only another command gives these, in the same append. */
type OfCommands = 'TakeOverStatement' | 'GiveNumber' | 'FreeNumber' | 'RecordStatements';

/** Every command of the domain that people give. Each type of statement has a class, instead of `RecordStatements`. */
type OfPeople = Exclude<(ForumCommand | SessionCommand | CommitmentCommand)['type'], OfThePolicy | OfCommands>;

const menu = { ...forum, ...session, ...commitment } satisfies Record<OfPeople, LedgerCommandClass> & {
  [T in OfThePolicy]?: never;
};

/** The classes of all commands. */
export const commands: readonly LedgerCommandClass[] = Object.values(menu);

/** The handlers of all commands, for a Nest module to provide. */
export const commandHandlers: readonly Type<ICommandHandler>[] = commands.map(handlerOf);

const byName = new Map(commands.map((command) => [command.name, command]));

/** The class of a command by its name, like `ReportProgress`; `undefined` if there is no such command. */
export const commandNamed = (name: string): LedgerCommandClass | undefined => byName.get(name);
