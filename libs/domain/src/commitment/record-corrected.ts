import { Value } from 'typebox/value';
import { fold, type StoredEvent } from '@jwg/event-sourcing';
import type { Context } from '../context.js';
import { differencesOf } from '../differences.js';
import { setRight } from '../set-right.js';
import { undertakingFields, type Difference, type Undertaking } from '../vocabulary.js';
import type { CommitmentEvent } from './events.js';
import { onlyBySession, requireRegistered } from './rules.js';
import { adoptedDiff, asUndertaking, evolve, initial, type Commitment } from './state.js';
import { causedBy, impossibleSince, requireNothingBuiltOn, restorations } from './undo.js';

type Entry = StoredEvent<CommitmentEvent>;

interface CorrectParticulars {
  /** The statement's event. */
  readonly cause: string;
  readonly particulars: Omit<Undertaking, 'commitmentId'>;
  readonly reason: string;
  readonly statement: string;
}

interface CorrectAdoption {
  readonly session: string;
  /** How the signed text differs from what was said of it. */
  readonly diff: readonly Difference[];
  readonly reason: string;
}

/** The record of a session reads otherwise now. */
export type RecordCorrection =
  { type: 'CorrectAdoption'; data: CorrectAdoption } | { type: 'CorrectParticulars'; data: CorrectParticulars };

/** What came of a commitment since, and could not have come if the record had read so from the beginning. */
export const builtOnRecord = ({ type, data }: RecordCorrection, history: Context['history']): Entry | undefined =>
  builtOnWrong(
    type === 'CorrectAdoption' ? adoptionToCorrect(data, history) : particularsToCorrect(data, history),
    history,
  );

/** The statement that brought it up was recorded with wrong particulars. */
export const correctParticulars = (
  { cause, particulars, reason }: CorrectParticulars,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  onlyBySession(context);
  requireRegistered(state);
  return correctedBy(particularsToCorrect({ cause, particulars }, context.history), reason, context);
};

/** A field of an entry as it reads now, and as it should have read. */
interface Wrong {
  readonly entry: Entry;
  readonly field: string;
  readonly old: unknown;
  readonly right: unknown;
}

const particularsToCorrect = (
  { cause, particulars }: Pick<CorrectParticulars, 'cause' | 'particulars'>,
  history: Context['history'],
): Wrong[] => {
  const valid = setRight(history) as Entry[];
  const entry = valid.find((event) => isBringingUp(event) && causedBy(cause)(event));
  if (!entry) return [];
  const was = entry.data as Readonly<Record<string, unknown>>;
  return Object.entries(correctedIn(entry, particulars, valid))
    .map(([field, right]) => ({ entry, field, old: was[field] ?? null, right }))
    .filter(({ old, right }) => !Value.Equal(old, right));
};

/** The entries say something else, and everything is as if they had said so from the beginning. */
const correctedBy = (wrong: readonly Wrong[], reason: string, { history }: Context): CommitmentEvent[] => {
  requireNothingBuiltOn(builtOnWrong(wrong, history));
  return wrong.map(({ entry, field, old, right }) => {
    const changes = restorations(history, withRight([{ entry, field, right }], history));
    return { type: 'EntryCorrected', data: { eventId: entry.id, field, old, new: right, reason, changes } };
  });
};

const withRight = (
  wrong: readonly Pick<Wrong, 'entry' | 'field' | 'right'>[],
  history: Context['history'],
): readonly Entry[] =>
  (setRight(history) as readonly Entry[]).map((event) =>
    wrong.reduce<Entry>(
      (it, { entry, field, right }) =>
        event === entry ? ({ ...it, data: { ...it.data, [field]: right ?? undefined } } as Entry) : it,
      event,
    ),
  );

const builtOnWrong = (wrong: readonly Wrong[], history: Context['history']): Entry | undefined =>
  wrong.length === 0 ? undefined : impossibleSince(withRight(wrong, history));

/** The signed text says of it what had been entered wrongly. It stays adopted by both signatures. */
export const correctAdoption = (
  { session, diff, reason }: CorrectAdoption,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  onlyBySession(context);
  requireRegistered(state);
  return correctedBy(adoptionToCorrect({ session, diff }, context.history), reason, context);
};

const adoptionToCorrect = (
  { session, diff }: Pick<CorrectAdoption, 'session' | 'diff'>,
  history: Context['history'],
): Wrong[] => {
  const entry = (setRight(history) as Entry[]).findLast(
    ({ type, data }) => adopts.has(type) && (data as { session: string }).session === session,
  );
  const old = entry && adoptedDiff(entry.data);
  return !entry || Value.Equal(old, diff) ? [] : [{ entry, field: 'diff', old, right: diff }];
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
