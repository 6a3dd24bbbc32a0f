import { Value } from 'typebox/value';
import { fold, type StoredEvent } from '@jwg/event-sourcing';
import type { Context } from '../context.js';
import { differencesOf } from '../differences.js';
import { setRight } from '../set-right.js';
import { undertakingFields, type Difference, type Undertaking } from '../vocabulary.js';
import type { CommitmentEvent } from './events.js';
import type { EntryCommand } from './entries.js';
import { register, type AdoptionCommand } from './adoption.js';
import { onlyBySession, requireRegistered, type DataOf } from './rules.js';
import { adoptedDiff, asUndertaking, evolve, initial, type Commitment } from './state.js';
import { builtOn, causedBy, effectOf, requireNothingBuiltOn, restorations } from './undo.js';

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
  | { type: 'CountLeftOut'; data: CountLeftOut }
  | { type: 'CorrectAdoption'; data: CorrectAdoption }
  | { type: 'TakeBackEffect'; data: TakeBack }
  | { type: 'CorrectParticulars'; data: CorrectParticulars }
  | EntryCommand;

/** The effect of a statement or of a signature that was annulled. */
export const takeBackEffect = (data: TakeBack, state: Commitment, context: Context): CommitmentEvent[] => {
  onlyBySession(context);
  requireRegistered(state);
  const { history } = context;
  const isEffect = effectOf(data);
  const valid = setRight(history);
  const entries = valid.filter(isEffect).map(({ id }) => id);
  if (entries.length === 0) return [];
  requireNothingBuiltOn(builtOn(history, isEffect));
  const changes = restorations(
    history,
    valid.filter((event) => !isEffect(event)),
  );
  return [{ type: 'EffectTakenBack', data: { ...data, entries, changes } }];
};

interface CountLeftOut {
  /** The statement's event. */
  readonly cause: string;
  readonly reason: string;
  readonly registers: Extract<AdoptionCommand, { type: 'RegisterCommitment' }>['data'];
}

/** It was left out of a signed text by a mistake (T5); or the statement takes a proposal up, which it could not then. */
export const countLeftOut = (
  { cause, reason, registers }: CountLeftOut,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  onlyBySession(context);
  const { history } = context;
  const valid = setRight(history) as Entry[];
  const isLeftOut = (event: StoredEvent) => event.type === 'CommitmentNotAdopted' && causedBy(cause)(event);
  const entries = valid.filter(isLeftOut).map(({ id }) => id);
  if (entries.length === 0) return register(registers, state, context);
  requireNothingBuiltOn(builtOn(history, isLeftOut));
  const left = valid.filter((event) => !isLeftOut(event));
  const { statement } = registers;
  const taken = { cause, ...(statement !== undefined && { statement }), reason };
  return [{ type: 'EffectTakenBack', data: { ...taken, entries, changes: restorations(history, left) } }];
};

/** The statement that brought it up was recorded with wrong particulars. */
export const correctParticulars = (
  { cause, particulars, reason }: CorrectParticulars,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  onlyBySession(context);
  requireRegistered(state);
  const valid = setRight(context.history) as Entry[];
  const effect = valid.find((event) => isBringingUp(event) && causedBy(cause)(event));
  if (!effect) return [];
  const was = effect.data as Readonly<Record<string, unknown>>;
  return Object.entries(correctedIn(effect, particulars, valid)).flatMap(([field, value]): CommitmentEvent[] => {
    const old = was[field] ?? null;
    if (Value.Equal(old, value)) return [];
    return [corrected(effect, { field, old, new: value, reason }, { valid, history: context.history })];
  });
};

/** The entry says something else, and everything is as if it had said so from the beginning. */
const corrected = (
  entry: Entry,
  it: Pick<DataOf<'EntryCorrected'>, 'field' | 'old' | 'new' | 'reason'>,
  { valid, history }: { valid: readonly Entry[]; history: Context['history'] },
): CommitmentEvent => {
  const right = { ...entry, data: { ...entry.data, [it.field]: it.new ?? undefined } } as Entry;
  const changes = restorations(history, valid.with(valid.indexOf(entry), right));
  return { type: 'EntryCorrected', data: { eventId: entry.id, ...it, changes } };
};

interface CorrectAdoption {
  readonly session: string;
  /** How the signed text differs from what was said of it. */
  readonly diff: readonly Difference[];
  readonly reason: string;
}

/** The signed text says of it what had been entered wrongly. It stays adopted by both signatures. */
export const correctAdoption = (
  { session, diff, reason }: CorrectAdoption,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  onlyBySession(context);
  requireRegistered(state);
  const valid = setRight(context.history) as Entry[];
  const adoption = valid.findLast(
    ({ type, data }) => adopts.has(type) && (data as { session: string }).session === session,
  );
  const old = adoption && adoptedDiff(adoption.data);
  if (!adoption || Value.Equal(old, diff)) return [];
  return [corrected(adoption, { field: 'diff', old, new: diff, reason }, { valid, history: context.history })];
};

const adopts: ReadonlySet<string> = new Set(['CommitmentAdopted', 'CommitmentAdoptedWithChanges']);

const isBringingUp = ({ type }: Entry): boolean => type === 'CommitmentRegistered' || type === 'CommitmentAccepted';

/** What the entry should have said: its own particulars or, if it took up a proposal, how they differ from that. */
const correctedIn = (
  effect: Entry,
  particulars: CorrectParticulars['particulars'],
  valid: readonly Entry[],
): Record<string, unknown> => {
  if (effect.type === 'CommitmentRegistered')
    return Object.fromEntries(
      Object.keys(undertakingFields).map((field) => [field, particulars[field as keyof typeof particulars] ?? null]),
    );
  const proposed = fold({ initial, evolve }, valid.slice(0, valid.indexOf(effect)));
  const diff = differencesOf(asUndertaking(proposed), particulars);
  return { diff: diff.length > 0 ? diff : null };
};
