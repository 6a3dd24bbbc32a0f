import { session, SessionId, StatementId, Text } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';
import { onItsDay } from './statement.js';

/** The words of a statement in a further language. Nothing is said twice, and no signature is touched. */
@On(session, 'AddText', 'sessionId', { happened: onItsDay })
export class AddText extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(StatementId) statementId!: string;
  @Fits(Text) text!: Text;
}
