import { Value } from 'typebox/value';
import type { StoredEvent } from '@jwg/event-sourcing';
import type { Context } from '../context.js';
import { acting } from '../metadata.js';
import { setRight } from '../set-right.js';
import type { CommitmentEvent } from './events.js';
import { refuse, type DataOf } from './rules.js';
import type { Commitment, Consent } from './state.js';

/** What exactly a side consents to: the words that will stand in the record and, for a new due date, the date. */
type Terms = Pick<DataOf<'ConsentGiven'>, 'reason' | 'due'>;

/**
 * What only both sides may do: the first gives its consent; the second adds its own, and the outcome follows. The
 * outcome has words that both consented to, so the second one uses the words of the first. A side that consents to
 * something else than before replaces its consent; another date than the other side's is a proposal of its own.
 */
export const byBothSides = (
  to: Consent,
  state: Commitment,
  context: Context,
  outcome: CommitmentEvent,
  terms: Terms = {},
): CommitmentEvent[] => {
  const side = acting(context.actor).side!;
  const given = state.consents[to] ?? [];
  const other = given.find((it) => it !== side);
  if (given.includes(side) && isSame(termsOf(side, to, context), terms)) return [];
  const consent: CommitmentEvent = { type: 'ConsentGiven', data: { side, to, ...defined(terms) } };
  if (other === undefined) return [consent];
  const theirs = termsOf(other, to, context);
  if (!Value.Equal(theirs.due, terms.due)) return [consent];
  requireSameWords(theirs.reason, terms.reason, other);
  return [consent, outcome];
};

const defined = ({ reason, due }: Terms): Terms => ({
  ...(reason !== undefined && { reason }),
  ...(due !== undefined && { due }),
});

/** What a side consented to last. */
export const termsOf = (side: string, to: Consent, { history }: Context): Terms => {
  const consent = (setRight(history) as StoredEvent<CommitmentEvent>[]).findLast(
    ({ type, data }) => type === 'ConsentGiven' && data.side === side && data.to === to,
  );
  return (consent?.data ?? {}) as Terms;
};

const isSame = (a: Terms, b: Terms): boolean => a.reason?.trim() === b.reason?.trim() && Value.Equal(a.due, b.due);

const requireSameWords = (theirs: string | undefined, mine: string | undefined, side: string): void => {
  if (theirs !== undefined && theirs.trim() !== mine?.trim())
    refuse(
      'OTHER_WORDS',
      `${side} consented to other words; consent to the same, or have ${side} withdraw its consent.`,
    );
};
