import { IsOptional } from 'class-validator';
import { list, Name, session, SessionId, Speaker, Text, type StatementAsked } from '@jwg/domain';
import type { Ledger, Receipt } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand, type Provenance } from '../ledger-command.js';

/** What every statement in a session has. */
export abstract class Statement extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(Text) text!: Text;
  @Fits(Speaker) speaker: Speaker = { kind: 'joint' };
  @IsOptional() @Fits(Name) paragraph?: string;
  @Fits(list(Name, { maxItems: 50, uniqueItems: true })) refersTo: string[] = [];
}

type Said<T extends StatementAsked['type']> = Extract<StatementAsked, { type: T }>;

/** Records one statement; it was made on the day of the session unless its provenance says otherwise. */
export const say = async <T extends StatementAsked['type']>(
  ledger: Ledger,
  type: T,
  { sessionId, provenance, ...data }: Said<T>['data'] & { sessionId: string; provenance?: Provenance },
): Promise<Receipt> => {
  const { openedOn } = await ledger.load(session, sessionId);
  const statement = { type, data } as unknown as StatementAsked;
  return ledger.transact(
    session,
    sessionId,
    { type: 'RecordStatements', data: { session: sessionId, statements: [statement] } },
    envelope(provenance, openedOn === undefined ? undefined : { value: openedOn, precision: 'session' }),
  );
};
