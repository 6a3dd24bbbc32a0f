import { IsOptional } from 'class-validator';
import {
  forumOf,
  ForumId,
  list,
  Name,
  Numbers,
  oneOf,
  ordinalOf,
  PartialDate,
  session,
  SessionId,
  Side,
} from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { numberIn } from '../number-sittings.js';
import { On } from '../on.js';

/** A session gets its number, once; the number survives postponement. */
@On(session, 'ScheduleSession', 'sessionId', {
  andThen: numberIn,
  adds: (sessionId) => ({ forum: forumOf(sessionId), ordinal: ordinalOf(sessionId) }),
})
export class ScheduleSession extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(oneOf('regular', 'special')) label: 'regular' | 'special' = 'regular';
  @IsOptional() @Fits(PartialDate) plannedOn?: string;
  @Fits(oneOf('inPerson', 'virtual', 'hybrid')) mode!: 'inPerson' | 'virtual' | 'hybrid';
  @IsOptional() @Fits(Name) venue?: string;
  @IsOptional() @Fits(Side) hostSide?: string;
  @Fits(list(ForumId, { maxItems: 10, uniqueItems: true })) alsoServes: string[] = [];
  /** Its number in forums that it also serves, where they count it. */
  @IsOptional() @Fits(Numbers) numbers?: Numbers;
}
