import { Value } from 'typebox/value';
import type { StoredEvent } from '@jwg/event-sourcing';
import { allow, requireHappened, requireInstitutions, type Context } from '../context.js';
import { acting, type Metadata } from '../metadata.js';
import { innerSide } from '../internal.js';
import { setRight } from '../set-right.js';
import { fits } from '../violations.js';
import { undertakingFields, type Due, type Evidence, type Undertaking } from '../vocabulary.js';
import { commitmentEvents, type CommitmentEvent } from './events.js';
import { without } from './lists.js';
import { onlyBySession, refuse, requireOwnSession, requireRegistered, type DataOf } from './rules.js';
import type { Commitment } from './state.js';
import { builtOn, causedBy, restorations, withoutEffects } from './undo.js';

type Changes = DataOf<'EntryWithdrawn'>['changes'];
type Entry = StoredEvent<CommitmentEvent>;

type TakeBack = Omit<DataOf<'EffectTakenBack'>, 'changes' | 'entries'>;

interface CorrectParticulars {
  /** The statement's event. */
  readonly cause: string;
  readonly particulars: Omit<Undertaking, 'commitmentId'>;
  readonly reason: string;
  readonly statement: string;
}

/** Sets right what was entered by mistake. A changed mind is another matter: a revision, or a new report. */
export type SetRightCommand =
  | { type: 'TakeBackEffect'; data: TakeBack }
  | { type: 'CorrectParticulars'; data: CorrectParticulars }
  | { type: 'CorrectEntry'; data: { eventId: string; field: string; new: unknown; reason: string } }
  | { type: 'WithdrawEntry'; data: { eventId: string; reason: string } };

/** The effect of a statement or of a signature that was annulled. */
export const takeBackEffect = (
  data: TakeBack,
  state: Commitment,
  { history, ...context }: Context,
): CommitmentEvent[] => {
  onlyBySession({ history, ...context });
  requireRegistered(state);
  const entries = setRight(history)
    .filter(causedBy(data.cause))
    .map(({ id }) => id);
  if (entries.length === 0) return [];
  requireNothingBuiltOn(builtOn(history, causedBy(data.cause)));
  const changes = restorations(history, withoutEffects(history, data.cause));
  return [{ type: 'EffectTakenBack', data: { ...data, entries, changes } }];
};

/** The statement that brought it up was recorded with wrong particulars. */
export const correctParticulars = (
  { cause, particulars, reason }: CorrectParticulars,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  onlyBySession(context);
  requireRegistered(state);
  const { history } = context;
  const valid = setRight(history) as Entry[];
  const registered = valid.find((event) => event.type === 'CommitmentRegistered' && causedBy(cause)(event));
  if (!registered) return [];
  const was = registered.data as Readonly<Record<string, unknown>>;
  return Object.keys(undertakingFields).flatMap((field): CommitmentEvent[] => {
    const [old, value] = [was[field] ?? null, particulars[field as keyof typeof particulars] ?? null];
    if (Value.Equal(old, value)) return [];
    const data = { ...was, [field]: value ?? undefined };
    const changes = restorations(
      history,
      valid.map((event) => (event === registered ? ({ ...event, data } as Entry) : event)),
    );
    return [{ type: 'EntryCorrected', data: { eventId: registered.id, field, old, new: value, reason, changes } }];
  });
};

/** The fields of each kind of entry that may be mistyped. What a session decided is corrected in the session. */
const correctable: Readonly<Partial<Record<CommitmentEvent['type'], readonly string[]>>> = {
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

export const correctEntry = (
  { eventId, field, new: value, reason }: Extract<SetRightCommand, { type: 'CorrectEntry' }>['data'],
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  const entry = ownEntry(eventId, state, context);
  const fields = correctable[entry.type] ?? [];
  if (!fields.includes(field))
    refuse(
      'NOT_CORRECTABLE',
      `Of ${entry.type} only ${fields.join(', ') || 'nothing'} can be corrected; a change of mind is a new entry.`,
    );
  const data = { ...entry.data, [field]: value };
  if (!fits(commitmentEvents[entry.type], data))
    refuse('NOT_CORRECTABLE', `The new value does not fit the field ${field} of ${entry.type}.`);
  requireSound(data, state, context);
  const old = (entry.data as Readonly<Record<string, unknown>>)[field] ?? null;
  if (Value.Equal(old, value)) return [];
  const valid = setRight(context.history);
  const changes = restorations(
    context.history,
    valid.map((event) => (event.id === eventId ? { ...event, data } : event)),
  );
  return [{ type: 'EntryCorrected', data: { eventId, field, old, new: value, reason, changes } }];
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

const withdrawable: readonly CommitmentEvent['type'][] = [
  ...(['WorkStarted', 'ProgressReported', 'ProgressAssessed', 'CompletionReported', 'ConsentGiven'] as const),
  ...(['MilestoneDefined', 'MilestoneReached', 'CommitmentBlocked', 'CommitmentUnblocked', 'DueDateSet'] as const),
  ...(['DueDateRevised', 'ResponsibilityAssigned', 'ResponsibilityReassigned'] as const),
];

export const withdrawEntry = (
  { eventId, reason }: Extract<SetRightCommand, { type: 'WithdrawEntry' }>['data'],
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  const { history } = context;
  if ((history as readonly Entry[]).some((it) => it.type === 'EntryWithdrawn' && it.data.eventId === eventId))
    return [];
  const entry = ownEntry(eventId, state, context);
  if (!withdrawable.includes(entry.type))
    refuse('NOT_CORRECTABLE', `${entry.type} cannot be withdrawn; what a session said is annulled in that session.`);
  requireNothingBuiltOn(restsOn(entry, state, history));
  const left = setRight(history).filter(({ id }) => id !== eventId);
  const changes = entry.type === 'ConsentGiven' ? withoutConsent(entry.data, state) : restorations(history, left);
  const elsewhere = new Set(left.flatMap(referencesIn));
  const evidence = referencesIn(entry).filter((reference) => !elsewhere.has(reference));
  return [
    {
      type: 'EntryWithdrawn',
      data: { eventId, entry: entry.type, reason, changes, ...(evidence.length > 0 && { evidence }) },
    },
  ];
};

const withoutConsent = ({ to, side }: DataOf<'ConsentGiven'>, { consents }: Commitment): Changes => {
  const { [to]: given = [], ...others } = consents;
  const left = without(given, side);
  return [
    {
      field: 'consents',
      from: consents as never,
      to: (left.length > 0 ? { ...consents, [to]: left } : others),
    },
  ];
};

const referencesIn = ({ data }: StoredEvent): string[] => {
  const { evidence = [] } = data as { evidence?: Evidence | Evidence[] };
  return [evidence].flat().map(({ reference }) => reference);
};

/** What came of an entry: later events on its axis, its milestone reached, or the other side's consent. */
const restsOn = (entry: Entry, state: Commitment, history: readonly StoredEvent[]): Entry | undefined => {
  const { type, data } = entry;
  const later = (history as readonly Entry[]).slice(entry.revision + 1);
  if (type === 'MilestoneDefined')
    return setRight(later).find((it) => it.type === 'MilestoneReached' && it.data.milestone === data.milestone);
  if (type === 'ConsentGiven' && !state.consents[data.to]?.includes(data.side)) return later[0];
  return builtOn(history, ({ id }) => id === entry.id);
};

const requireNothingBuiltOn = (later: Entry | undefined): void => {
  if (!later) return;
  const { statement } = later.data as { statement?: string };
  if (statement === undefined) refuse('BUILT_ON', `${later.type} came after it and rests on it; undo that first.`);
  else refuse('BUILT_ON', `${later.type} by ${statement} rests on it; annul that statement first.`, statement);
};

/** An entry that this person, or somebody for whom this person answers, made. What is internal to others is unknown. */
const ownEntry = (eventId: string, state: Commitment, context: Context): Entry => {
  requireRegistered(state);
  allow(context, 'focalPoint', 'secretariat', 'coChair', 'recorder');
  const entry = (setRight(context.history) as Entry[]).find(({ id }) => id === eventId);
  const me = acting(context.actor);
  const inner = entry && innerSide(entry);
  if (!entry || (inner !== undefined && inner !== me.side))
    return refuse('UNKNOWN_ENTRY', `There is no entry ${eventId} of this commitment.`, eventId);
  if (inner !== undefined)
    refuse('NOT_CORRECTABLE', 'What is internal to a side stays as it was entered; report again what is so.');
  const author = acting((entry.metadata as Metadata).actor);
  if (author.role === 'policy')
    refuse('NOT_CORRECTABLE', 'A session decided this; it is corrected or annulled in that session.');
  if (!answersFor(me, author))
    refuse(
      'NOT_YOURS',
      `It was entered by the ${author.role}${author.side ? ` of ${author.side}` : ''}; they set it right, or their secretariat.`,
    );
  return entry;
};

type Person = ReturnType<typeof acting>;
const answersFor = (me: Person, author: Person): boolean =>
  (me.role === author.role && me.side === author.side && me.institution === author.institution) ||
  (me.role === 'secretariat' && me.side !== undefined && me.side === author.side);
