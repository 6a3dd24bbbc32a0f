import { Refused } from '@jwg/event-sourcing';
import type { CommonRefusal } from '../context.js';
import type { SessionEvent } from './events.js';

export type SessionRefusal =
  | CommonRefusal
  | 'FORUM_DORMANT'
  | 'NOT_A_SESSION_NUMBER'
  | 'SESSION_EXISTS'
  | 'UNKNOWN_SESSION'
  | 'SESSION_HELD'
  | 'HAS_STATEMENTS'
  | 'SESSION_CANCELLED'
  | 'ALREADY_OPEN'
  | 'SESSION_NOT_OPEN'
  | 'SESSION_NOT_CONCLUDED'
  | 'NOT_JOINT'
  | 'NOT_ONE_SIDE'
  | 'NOT_THE_PROPOSER'
  | 'THE_PROPOSER'
  | 'NOT_A_ONE_SIDED_MEASURE'
  | 'ASKS_ITSELF'
  | 'CHANGED_TWICE'
  | 'NOT_PROPOSED'
  | 'OUTCOME_INCOMPLETE'
  | 'NOT_A_LATER_SESSION'
  | 'REPLACES_ITSELF'
  | 'UNKNOWN_STATEMENT'
  | 'STATEMENT_ANNULLED'
  | 'TEXT_EXISTS'
  | 'TOO_MANY_STATEMENTS'
  | 'NO_DRAFT'
  | 'OTHER_VERSION'
  | 'OTHER_DIGEST'
  | 'OTHER_RECORD'
  | 'DRAFT_OUTDATED'
  | 'SIGNED_BEFORE_THE_SESSION'
  | 'MINUTES_IN_EFFECT'
  | 'UNKNOWN_EVENT'
  | 'SIGNED_TEXT'
  | 'BUILT_ON'
  | 'CONCLUDED_BEFORE_OPENED';

export type DataOf<T extends SessionEvent['type']> = Extract<SessionEvent, { type: T }>['data'];

export const refuse = (code: SessionRefusal, detail: string, ...about: readonly string[]): never => {
  throw new Refused(code, detail, about);
};
