import { daysBetween } from '../events/dates.js';
import { nameOf } from '../commitments/flags.js';
import { isSameDue } from '../commitments/due-course.js';
import type { CommitmentSummary } from '../commitments/summary.js';
import type { Stand } from './stand.js';

export const changeKinds = [
  'appeared',
  'gone',
  'moved',
  'adopted',
  'closed',
  'slipped',
  'broughtForward',
  'redated',
  'changedHands',
  'fellSilent',
  'flagged',
  'otherwise',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** By how many days the day moved on which it is due; negative where it came closer, missing where a day is unknown. */
export const slipOf = (then: Stand | undefined, now: Stand | undefined): number | undefined => {
  if (then?.dueDay === undefined || now?.dueDay === undefined) return undefined;
  return isSameDue(then.summary.due, now.summary.due) ? undefined : daysBetween(then.dueDay, now.dueDay);
};

/** In which ways it stands otherwise, in the order of `changeKinds`; none where it stands the same. */
export const kindsOf = (then: Stand | undefined, now: Stand | undefined): ChangeKind[] => {
  if (then === undefined || now === undefined) return now ? ['appeared'] : then ? ['gone'] : [];
  const [old, own] = [then.summary, now.summary];
  const slip = slipOf(then, now);
  const kinds: Partial<Record<ChangeKind, boolean>> = {
    moved: old.status !== own.status,
    adopted: own.adoption === 'adopted' && old.adoption !== 'adopted',
    closed: then.unfinished && !now.unfinished,
    slipped: slip !== undefined && slip > 0,
    broughtForward: slip !== undefined && slip < 0,
    redated: (slip === undefined || slip === 0) && !isSameDue(old.due, own.due),
    changedHands: !isSame(old.lead, own.lead) || !isSame(old.support, own.support),
    fellSilent: now.silentIn.length > then.silentIn.length,
    flagged: !isSame(loud(old), loud(own)),
  };
  const found = changeKinds.filter((kind) => kinds[kind]);
  return found.length > 0 || isSame(old, own) ? found : ['otherwise'];
};

/** The flags but for silence, which has a kind of its own where it grows. */
const loud = ({ flags }: CommitmentSummary) => flags.filter((flag) => nameOf(flag) !== 'silent');

export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
