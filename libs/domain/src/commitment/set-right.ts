import { Value } from 'typebox/value';
import { fold, type StoredEvent } from '@jwg/event-sourcing';
import type { Context } from '../context.js';
import { differencesOf } from '../differences.js';
import { setRight } from '../set-right.js';
import { undertakingFields, type Undertaking } from '../vocabulary.js';
import type { CommitmentEvent } from './events.js';
import type { EntryCommand } from './entries.js';
import { onlyBySession, requireRegistered, type DataOf } from './rules.js';
import { asUndertaking, evolve, initial, type Commitment } from './state.js';
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
  { type: 'TakeBackEffect'; data: TakeBack } | { type: 'CorrectParticulars'; data: CorrectParticulars } | EntryCommand;

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
    const data = { ...was, [field]: value ?? undefined };
    const changes = restorations(
      context.history,
      valid.map((event) => (event === effect ? ({ ...event, data } as Entry) : event)),
    );
    return [{ type: 'EntryCorrected', data: { eventId: effect.id, field, old, new: value, reason, changes } }];
  });
};

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
