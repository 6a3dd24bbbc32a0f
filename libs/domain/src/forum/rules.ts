import { Refused } from '@jwg/event-sourcing';
import type { CommonRefusal } from '../context.js';
import type { ForumEvent } from './events.js';

export type DataOf<T extends ForumEvent['type']> = Extract<ForumEvent, { type: T }>['data'];

export type ForumRefusal =
  | CommonRefusal
  | 'FORUM_EXISTS'
  | 'SIDES_NOT_TWO'
  | 'INSTITUTION_EXISTS'
  | 'SUCCEEDS_ITSELF'
  | 'ALREADY_SUCCEEDED'
  | 'NOT_A_FOCAL_POINT'
  | 'UNKNOWN_EVENT'
  | 'UNKNOWN_VERB'
  | 'VERB_EXISTS';

export const refuse = (code: ForumRefusal, detail: string, ...about: readonly string[]): never => {
  throw new Refused(code, detail, about);
};
