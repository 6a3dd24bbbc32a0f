import { statementEvents, type StatementEvent } from '@jwg/domain';
import { RegisterLegacyCommitment } from '../commitment/index.js';
import { AddVerb, EstablishForum, RegisterInstitution } from '../forum/index.js';
import { commands } from '../menu.js';
import { declarationOf, type LedgerCommandClass } from '../on.js';
import {
  AddSource,
  AddText,
  AgreeAgenda,
  AgreeMinutesText,
  ConcludeSession,
  DraftMinutes,
  OpenSession,
  RecordHeldSession,
  ScheduleSession,
  SignMinutes,
} from '../session/index.js';
import { Statement } from '../session/statement.js';

type StatementClass = new () => Statement;

const statementClasses = commands.filter((it): it is StatementClass => it.prototype instanceof Statement);
const types = Object.keys(statementEvents) as StatementEvent['type'][];

/** The command that records each type of statement, as `@Says` says. */
export const commandOf = Object.fromEntries(
  types.map((type) => [type, statementClasses.find((it) => declarationOf(it).type === type)!]),
) as Readonly<Record<StatementEvent['type'], StatementClass>>;

/** These have places of their own in a file. */
const elsewhere: ReadonlySet<LedgerCommandClass> = new Set<LedgerCommandClass>([
  ...[EstablishForum, RegisterInstitution, AddVerb, RegisterLegacyCommitment],
  ...[ScheduleSession, AgreeAgenda, OpenSession, RecordHeldSession, ConcludeSession, AddText, AddSource],
  ...[DraftMinutes, AgreeMinutesText, SignMinutes],
]);

/** What can happen to a forum, a session or a commitment between sessions, and what sets a mistake right. */
export const followUpCommands: readonly string[] = commands
  .filter((it) => !elsewhere.has(it) && !(it.prototype instanceof Statement))
  .map(({ name }) => name);
