import type { StoredEvent } from '@jwg/event-sourcing';
import { requireHappened, requireInstitutions, type Context } from '../context.js';
import { correctedTo, type Correctable, type Correction } from '../correction.js';
import { setRight } from '../set-right.js';
import type { Due } from '../vocabulary.js';
import type { CommitmentEvent } from './events.js';
import { referencesIn } from './evidence.js';
import { without } from './lists.js';
import { ownEntry } from './own-entry.js';
import { refuse, requireOwnSession, type DataOf } from './rules.js';
import type { Commitment } from './state.js';
import { builtOn, requireNothingBuiltOn, restorations } from './undo.js';

type Changes = DataOf<'EntryWithdrawn'>['changes'];
type Entry = StoredEvent<CommitmentEvent>;

interface EntryWithdrawal {
  readonly eventId: string;
  readonly reason: string;
}
/** Who made an entry by mistake sets it right, or their secretariat. */
export type EntryCommand =
  { type: 'CorrectEntry'; data: Correction } | { type: 'WithdrawEntry'; data: EntryWithdrawal };

/** The fields of each kind of entry that may be mistyped. What a session decided is corrected in the session. */
export const correctable: Correctable<CommitmentEvent> = {
  DueDateSet: ['due'],
  DueDateRevised: ['to', 'reason'],
  ResponsibilityAssigned: ['institution'],
  ResponsibilityReassigned: ['to', 'reason'],
  MilestoneDefined: ['title', 'due'],
  MilestoneReached: ['on'],
  ProgressReported: ['narrative', 'percent'],
  ProgressAssessed: ['rating', 'remarks'],
  CommitmentBlocked: ['cause', 'waitingFor'],
  CompletionReported: ['completedOn'],
};

export const correctEntry = (correction: Correction, state: Commitment, context: Context): CommitmentEvent[] => {
  const { eventId, field, new: value, reason } = correction;
  const corrected = requireCorrectable(correction, state, context);
  if (!corrected) return [];
  const { data, old } = corrected;
  const { history } = context;
  const right = setRight(history).map((event) => (event.id === eventId ? { ...event, data } : event));
  const changes = restorations(history, right);
  return [{ type: 'EntryCorrected', data: { eventId, field, old, new: value, reason, changes } }];
};

/** The entry as it would be; nothing if it is so already. */
export const requireCorrectable = (correction: Correction, state: Commitment, context: Context) => {
  const entry = ownEntry(correction.eventId, state, context);
  requireOneSided(entry);
  const corrected = correctedTo(entry, correction, correctable[entry.type], 'a change of mind is a new entry');
  if (corrected) requireSound(corrected.data, state, context);
  return corrected;
};

/** What both sides consented to is in words of both, so neither sets it right alone. */
const requireOneSided = ({ data }: Entry): void => {
  if ('byBothSides' in data)
    refuse('NOT_CORRECTABLE', 'Both sides consented to this date; have both consent to the right one.');
};

/** A corrected value is held to the rules that the entry was held to. */
const requireSound = (data: object, state: Commitment, context: Context): void => {
  const { due, to, institution, on, completedOn } = data as Partial<
    Record<'institution' | 'on' | 'completedOn', string> & { due: Due; to: Due | string }
  >;
  requireHappened(context, on, completedOn);
  requireInstitutions(context, institution, typeof to === 'string' ? to : undefined);
  requireOwnSession(context, state.id, typeof to === 'object' ? to : due);
};

/** The kinds of entry that can be withdrawn. */
export const withdrawable: readonly CommitmentEvent['type'][] = [
  ...(['WorkStarted', 'ProgressReported', 'ProgressAssessed', 'CompletionReported', 'ConsentGiven'] as const),
  ...(['MilestoneDefined', 'MilestoneReached', 'CommitmentBlocked', 'CommitmentUnblocked', 'DueDateSet'] as const),
  ...(['DueDateRevised', 'ResponsibilityAssigned', 'ResponsibilityReassigned'] as const),
];

export const withdrawEntry = (
  { eventId, reason }: EntryWithdrawal,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  const { history } = context;
  if ((history as readonly Entry[]).some((it) => it.type === 'EntryWithdrawn' && it.data.eventId === eventId))
    return [];
  const entry = requireWithdrawable(eventId, state, context);
  const left = setRight(history).filter(({ id }) => id !== eventId);
  const changes = entry.type === 'ConsentGiven' ? withoutConsent(entry.data, state) : restorations(history, left);
  const evidence = onlyIn(entry, left);
  return [
    {
      type: 'EntryWithdrawn',
      data: { eventId, entry: entry.type, reason, changes, ...(evidence.length > 0 && { evidence }) },
    },
  ];
};

/** The entry that is to fall. */
export const requireWithdrawable = (eventId: string, state: Commitment, context: Context): Entry => {
  const entry = ownEntry(eventId, state, context);
  if (!withdrawable.includes(entry.type))
    refuse('NOT_CORRECTABLE', `${entry.type} cannot be withdrawn; what a session said is annulled in that session.`);
  requireOneSided(entry);
  requireNothingBuiltOn(restsOn(entry, state, context.history));
  return entry;
};

/** The evidence that no other entry brought. */
const onlyIn = (entry: Entry, others: readonly StoredEvent[]): string[] => {
  const brought = referencesIn(entry);
  if (brought.length === 0) return [];
  const elsewhere = new Set(others.flatMap(referencesIn));
  return brought.filter((reference) => !elsewhere.has(reference));
};

const withoutConsent = ({ to, side }: DataOf<'ConsentGiven'>, { consents }: Commitment): Changes => {
  const { [to]: given = [], ...others } = consents;
  const left = without(given, side);
  return [
    {
      field: 'consents',
      from: consents as never,
      to: left.length > 0 ? { ...consents, [to]: left } : others,
    },
  ];
};

/** What came of an entry: later events on its axis, its milestone reached, or the other side's consent. */
const restsOn = (entry: Entry, state: Commitment, history: readonly StoredEvent[]): Entry | undefined => {
  const { type, data } = entry;
  const later = (history as readonly Entry[]).slice(entry.revision + 1);
  if (type === 'MilestoneDefined')
    return setRight(later).find((it) => it.type === 'MilestoneReached' && it.data.milestone === data.milestone);
  if (type === 'ConsentGiven' && !isStanding(entry, state, later)) return later[0];
  return builtOn(history, ({ id }) => id === entry.id);
};

/** Whether this consent still counts: nothing came of it, and its side has not replaced it. */
const isStanding = (
  { data: { to, side } }: { data: DataOf<'ConsentGiven'> },
  { consents }: Commitment,
  later: readonly Entry[],
): boolean =>
  Boolean(consents[to]?.includes(side)) &&
  !setRight(later).some((it) => it.type === 'ConsentGiven' && it.data.to === to && it.data.side === side);
