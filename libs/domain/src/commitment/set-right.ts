import type { StoredEvent } from '@jwg/event-sourcing';
import type { Context } from '../context.js';
import { setRight } from '../set-right.js';
import type { CommitmentEvent } from './events.js';
import type { EntryCommand } from './entries.js';
import { register, type AdoptionCommand } from './adoption.js';
import type { RecordCorrection } from './record-corrected.js';
import { onlyBySession, requireRegistered, type DataOf } from './rules.js';
import type { Commitment } from './state.js';
import { builtOn, causedBy, effectOf, requireNothingBuiltOn, restorations } from './undo.js';

type Entry = StoredEvent<CommitmentEvent>;

type TakeBack = Omit<DataOf<'EffectTakenBack'>, 'changes' | 'entries'>;

/** Sets right what was entered by mistake. A changed mind is another matter: a revision, or a new report. */
export type SetRightCommand =
  | { type: 'CountLeftOut'; data: CountLeftOut }
  | { type: 'TakeBackEffect'; data: TakeBack }
  | RecordCorrection
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
