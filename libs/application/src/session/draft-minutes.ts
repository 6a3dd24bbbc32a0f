import { IsOptional } from 'class-validator';
import type { Static } from 'typebox';
import { Digest, list, session, sessionEvents, SessionId, UndertakingChanged } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

const { languages, statementIds } = sessionEvents.MinutesDrafted.properties;

/** A version of the minutes; any signature under an earlier one is void. Without `statementIds` it has all statements that stand. */
@On(session, 'DraftMinutes', 'sessionId')
export class DraftMinutes extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(Digest) digest!: string;
  @Fits(languages) languages!: Static<typeof languages>;
  @IsOptional() @Fits(statementIds) statementIds?: Static<typeof statementIds>;
  @Fits(list(UndertakingChanged, { maxItems: 500 })) changes: UndertakingChanged[] = [];
}
