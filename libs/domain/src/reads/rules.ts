import { Refused } from '@jwg/event-sourcing';
import type { CommonRefusal } from '../context.js';

export type ReadRefusal = CommonRefusal | 'TOO_MANY_READS';

export const refuse = (code: ReadRefusal, detail: string): never => {
  throw new Refused(code, detail);
};
