import { IsOptional } from 'class-validator';
import { list, Name, session, SessionId, Speaker, Text, Verb, type NewStatement } from '@jwg/domain';
import type { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { declare, type Declaration, type Fields, type Only } from '../on.js';

/** The base of every command that records a statement. */
export abstract class Statement extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(Text) text!: Text;
  @Fits(Speaker) speaker: Speaker = { kind: 'joint' };
  /** As the minutes have it. */
  @IsOptional() @Fits(Verb) verb?: Verb;
  @IsOptional() @Fits(Name) paragraph?: string;
  @Fits(list(Name, { maxItems: 50, uniqueItems: true })) refersTo: string[] = [];
}

type Said<T extends NewStatement['type']> = Extract<NewStatement, { type: T }>['data'];

/** The command records one statement of this type. */
export const Says =
  <T extends NewStatement['type']>(type: T) =>
  <K extends Statement & Said<T>>(kind: new () => Only<K, keyof Statement | keyof Said<T>>): void =>
    declare(
      kind,
      recording(type, (data) => [{ type, data }]),
    );

/** The statements are decided together. They date from the day of the session, or by which it was held, unless the provenance says otherwise. */
export const recording = (
  type: string,
  statementsIn: (fields: Fields, sessionId: string, ledger: Ledger) => readonly object[] | Promise<readonly object[]>,
): Declaration => ({
  decider: session,
  type,
  idField: 'sessionId',
  toDecide: async (sessionId, fields, ledger) => ({
    type: 'RecordStatements',
    data: { session: sessionId, statements: await statementsIn(fields, sessionId, ledger) },
  }),
  happened: onItsDay,
});

/** On the day of the session, or by which it was held. */
export const onItsDay: Declaration['happened'] = async (_fields, sessionId, ledger) => {
  const { openedOn, heldNotAfter } = await ledger.load(session, sessionId);
  return openedOn === undefined ? heldNotAfter : { value: openedOn, precision: 'session' };
};
