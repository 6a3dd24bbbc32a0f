import { Refused } from '@jwg/event-sourcing';
import type { Context } from '../context.js';
import type { Actor } from '../metadata.js';
import { commitment, type CommitmentCommand } from './decide.js';
import { requireCorrectable, requireWithdrawable } from './entries.js';
import type { CommitmentEvent } from './events.js';
import type { Commitment } from './state.js';
import { trials, type CommitmentAct } from './trials.js';

/** What a trial may use beside the commitment. Its particulars name no other stream. */
export type Around = Pick<Context, 'forum' | 'history' | 'now'>;

export const contextOfTrial = (around: Around, actor: Actor): Context => ({
  ...around,
  actor,
  forums: new Map(),
  commitments: new Map(),
  sessions: new Map(),
  histories: new Map(),
});

/** What the rules answer to a command that is only tried: the events that it would lead to, or the refusal. */
export const tried = (command: CommitmentCommand, state: Commitment, context: Context): CommitmentEvent[] | Refused =>
  refusalOr(() => commitment.decide(command, state, context));

const refusalOr = <T>(ask: () => T): T | Refused => {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
};

/** Of a mistake only the rules are asked: what setting it right would change takes a fold of the whole history. */
const isChange = (command: CommitmentCommand, state: Commitment, context: Context): boolean => {
  const outcome = refusalOr(() => {
    const { type, data } = command;
    if (type === 'CorrectEntry') return requireCorrectable(data, state, context) !== undefined;
    if (type === 'WithdrawEntry') return requireWithdrawable(data.eventId, state, context) !== undefined;
    return commitment.decide(command, state, context).length > 0;
  });
  return outcome === true;
};

/**
 * What the actor may do with the commitment now and would change something by, with the right particulars. The rules
 * are asked themselves, so they cannot say otherwise when the command comes.
 */
export const actsOf = (state: Commitment, around: Around, actor: Actor): CommitmentAct[] => {
  const context = contextOfTrial(around, actor);
  const changesSomething = (type: CommitmentAct): boolean => {
    for (const data of trials[type](state, context))
      if (isChange({ type, data } as CommitmentCommand, state, context)) return true;
    return false;
  };
  return (Object.keys(trials) as CommitmentAct[]).filter(changesSomething);
};
