import type { StoredEvent } from '@jwg/event-sourcing';
import type { Context } from '../context.js';
import { setRight } from '../set-right.js';
import type { CommitmentEvent } from './events.js';
import { refuse, secretariatSide } from './rules.js';
import type { Commitment, Consent } from './state.js';

/**
 * What only both secretariats may do: the first gives its consent; the second adds its own, and the outcome follows. The
 * outcome has words that both consented to, so the second one uses the words of the first.
 */
export const byBothSecretariats = (
  to: Consent,
  state: Commitment,
  context: Context,
  outcome: CommitmentEvent,
  reason?: string,
): CommitmentEvent[] => {
  const side = secretariatSide(context);
  const given = state.consents[to] ?? [];
  if (given.includes(side)) return [];
  const [other] = given;
  if (other !== undefined) requireSameWords(wordsOf(other, to, context), reason, other);
  const consent: CommitmentEvent = {
    type: 'ConsentGiven',
    data: { side, to, ...(reason !== undefined && { reason }) },
  };
  return other === undefined ? [consent] : [consent, outcome];
};

const wordsOf = (side: string, to: Consent, { history }: Context): string | undefined => {
  const consent = (setRight(history) as StoredEvent<CommitmentEvent>[]).findLast(
    ({ type, data }) => type === 'ConsentGiven' && data.side === side && data.to === to,
  );
  return (consent?.data as { reason?: string } | undefined)?.reason;
};

const requireSameWords = (theirs: string | undefined, mine: string | undefined, side: string): void => {
  if (theirs !== undefined && theirs.trim() !== mine?.trim())
    refuse(
      'OTHER_WORDS',
      `${side} consented to other words; consent to the same, or have ${side} withdraw its consent.`,
    );
};
