import type { Fact } from '@jwg/event-sourcing';
import { isCommitmentId } from './ids.js';

/**
 * The commitments that a command names in its data: the edge loads their states and hands them in with the context.
 * Ids are recognised by their form, so a new command need not be listed here.
 */
export const consults = ({ data }: Fact): string[] => {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === 'string') {
      if (isCommitmentId(value)) found.add(value);
    } else if (value !== null && typeof value === 'object') Object.values(value).forEach(look);
  };
  look(data);
  return [...found];
};
