import { Value } from 'typebox/value';
import type { StoredEvent } from '@jwg/event-sourcing';
import type { Context } from '../context.js';
import { setRight } from '../set-right.js';
import { undertakingFields, type Undertaking } from '../vocabulary.js';
import type { CommitmentEvent } from './events.js';
import type { EntryCommand } from './entries.js';
import { onlyBySession, requireRegistered, type DataOf } from './rules.js';
import type { Commitment } from './state.js';
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
export const takeBackEffect = (
  data: TakeBack,
  state: Commitment,
  { history, ...context }: Context,
): CommitmentEvent[] => {
  onlyBySession({ history, ...context });
  requireRegistered(state);
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
