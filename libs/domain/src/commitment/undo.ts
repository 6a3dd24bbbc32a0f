import { Value } from 'typebox/value';
import { fold, type StoredEvent } from '@jwg/event-sourcing';
import { innerSide } from '../internal.js';
import { setRight } from '../set-right.js';
import type { CommitmentEvent } from './events.js';
import { refuse } from './rules.js';
import { evolveStanding, notRegistered, type Standing } from './standing.js';
import { axesAfter, evolve, initial, type Axes, type Commitment } from './state.js';

type Entry = StoredEvent<CommitmentEvent>;
type Restoration = Extract<CommitmentEvent, { type: 'EffectTakenBack' }>['data']['changes'][number];

/** What an entry may have changed: what readers see of a commitment, and what only its own rules use. */
const ofStanding = [
  ...(['adoption', 'implementation', 'disposition', 'kind', 'title', 'lead', 'support', 'beneficiaries'] as const),
  ...(['due', 'condition', 'percent', 'referredTo', 'supersededBy'] as const),
] as const;
// Consents are not restored: they are void as soon as the status changes, whatever changed it.
const ofRules = [
  ...(['carriedOver', 'standsOn', 'report', 'milestones', 'signedIn', 'waiting', 'text'] as const),
] as const;

type Whole = Pick<Standing, (typeof ofStanding)[number]> & Pick<Commitment, (typeof ofRules)[number]>;
interface Folded {
  readonly rules: Commitment;
  readonly standing: Standing;
}
/** What is internal to a side shows in no event that the other one sees. */
const folded = (events: readonly StoredEvent[], from: Folded = { rules: initial, standing: notRegistered }): Folded => {
  const forBoth = events.filter((event) => innerSide(event) === undefined) as readonly Entry[];
  return {
    rules: fold({ initial, evolve }, forBoth, from.rules),
    standing: fold<Standing, Entry>({ initial: notRegistered, evolve: evolveStanding }, forBoth, from.standing),
  };
};
const wholeOf = ({ rules, standing }: Folded): Whole => ({ ...rules, ...standing });

/** The fields in which a commitment would stand otherwise if its history had been another one. */
export const restorations = (history: readonly StoredEvent[], instead: readonly StoredEvent[]): Restoration[] => {
  const parting = history.findIndex((event, n) => event !== instead[n]);
  const both = parting < 0 ? history.length : parting;
  const before = folded(history.slice(0, both));
  const now = wholeOf(folded(history.slice(both), before));
  const then = wholeOf(folded(instead.slice(both), before));
  return [...ofStanding, ...ofRules].flatMap((field) => {
    const [from, to] = [now[field], then[field]];
    return Value.Equal(from, to) && !(field === 'report' && isReportedAgain(now, then))
      ? []
      : [{ field, ...(from !== undefined && { from }), ...(to !== undefined && { to }) } as Restoration];
  });
};

/** A report that was no longer in force is in force again. */
const isReportedAgain = (now: Axes, then: Axes): boolean =>
  now.implementation === 'inProgress' && ['reportedComplete', 'completed'].includes(then.implementation);

export const causedBy =
  (cause: string) =>
  ({ type, metadata }: StoredEvent): boolean =>
    (metadata as { causationId?: string }).causationId === cause &&
    type !== 'EffectNotApplied' &&
    type !== 'EffectTakenBack' &&
    type !== 'EffectMoved';

/** What a statement led to, at once or, where that had to wait for something or did not count at first, later. */
export const effectOf =
  ({ cause, statement }: { cause: string; statement?: string }) =>
  (event: StoredEvent): boolean => {
    const { type, data } = event as Entry;
    const waited = type === 'CompletionConfirmed' && data.waited === true && data.statement === statement;
    const accepted = type === 'CommitmentAccepted' && statement !== undefined && data.statement === statement;
    return waited || accepted || causedBy(cause)(event);
  };

/**
 * The first event that rests on entries which are to fall: after them, on an axis that they moved; or the one by which
 * what is left could not be so. What a commitment began with rests on nothing, so there every later statement counts.
 */
export const builtOn = (history: readonly StoredEvent[], falls: (event: StoredEvent) => boolean): Entry | undefined => {
  const valid = setRight(history) as Entry[];
  const at = valid.findLastIndex(falls);
  if (at < 0) return undefined;
  const later = valid.slice(at + 1);
  if (later.length === 0) return undefined;
  if (valid.some((event) => falls(event) && event.type === 'CommitmentRegistered'))
    return later.find((event) => 'statement' in event.data && event.type !== 'EffectNotApplied');
  const moves = axesMoved(valid);
  const moved = new Set(moves.filter((_, n) => falls(valid[n]!)).flat());
  const onSameAxis = later.find((_, n) => moves[at + 1 + n]!.some((axis) => moved.has(axis)));
  if (onSameAxis) return onSameAxis;
  return impossibleSince(valid.filter((event) => !falls(event)));
};

/** The event since which a commitment with this history would stand as none can; nothing if it stands as one can. */
export const impossibleSince = (history: readonly Entry[]): Entry | undefined => {
  let since: Entry | undefined;
  let state = initial;
  for (const event of history) {
    state = evolve(state, event);
    since = isPossible(state) ? undefined : (since ?? event);
  }
  return since;
};

const axisNames = ['adoption', 'implementation', 'disposition'] as const;

/** The axes that each event of a history moved. */
const axesMoved = (history: readonly Entry[]): (keyof Axes)[][] => {
  let axes: Axes = initial;
  return history.map((event) => {
    const before = axes;
    axes = axesAfter(before, event);
    return axisNames.filter((axis) => axes[axis] !== before[axis]);
  });
};

/**
 * Work needs both sides' agreement, completion both signatures and an end; what was not adopted is before no other
 * forum.
 */
const isPossible = ({ adoption, implementation, disposition, kind }: Commitment): boolean =>
  !(adoption === 'proposed' && implementation !== 'notStarted') &&
  !(adoption === 'notAdopted' && disposition === 'referred') &&
  !(implementation === 'completed' && (adoption !== 'adopted' || kind === 'continuing'));

/** Throws if something came of what is to fall. */
export const requireNothingBuiltOn = (later: Entry | undefined): void => {
  if (!later) return;
  const { statement } = later.data as { statement?: string };
  if (statement === undefined) refuse('BUILT_ON', `${later.type} came after it and rests on it; undo that first.`);
  else refuse('BUILT_ON', `${later.type} by ${statement} rests on it; annul that statement first.`, statement);
};
