import { IsOptional } from 'class-validator';
import {
  forumOf,
  ForumId,
  list,
  Name,
  Numbers,
  ordinalOf,
  PartialDate,
  session,
  sessionEvents,
  SessionId,
  Side,
} from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { numberIn } from '../number-sittings.js';
import { On } from '../on.js';

const { label, mode } = sessionEvents.SessionScheduled.properties;

/** A session gets its number, once; the number survives postponement. */
@On(session, 'ScheduleSession', 'sessionId', {
  andThen: numberIn,
  adds: (sessionId) => ({ forum: forumOf(sessionId), ordinal: ordinalOf(sessionId) }),
})
export class ScheduleSession extends LedgerCommand {
  @Fits(SessionId) sessionId!: string;
  @Fits(label) label: 'regular' | 'special' = 'regular';
  @IsOptional() @Fits(PartialDate) plannedOn?: string;
  @Fits(mode) mode!: 'inPerson' | 'virtual' | 'hybrid';
  @IsOptional() @Fits(Name) venue?: string;
  @IsOptional() @Fits(Side) hostSide?: string;
  @Fits(list(ForumId, { maxItems: 10, uniqueItems: true })) alsoServes: string[] = [];
  /** Its number in forums that it also serves, where they count it. */
  @IsOptional() @Fits(Numbers) numbers?: Numbers;
}
