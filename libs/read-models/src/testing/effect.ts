import {
  commitment,
  contextOf,
  forum,
  isCommitmentId,
  neededFor,
  type carryIntoEffect,
  type CommitmentEvent,
  type ForumEvent,
  type LedgerEvent,
} from '@jwg/domain';
import { policy } from '@jwg/domain/samples';
import { fold, Refused, type StoredEvent } from '@jwg/event-sourcing';

type Reaction = ReturnType<(typeof carryIntoEffect)['react']>[number];

/** `st` is a forum, `st.1` a session, `st.1.c1` a commitment. */
export const streamOf = (id: string): string =>
  `${isCommitmentId(id) ? 'commitment' : id.includes('.') ? 'session' : 'forum'}-${id}`;

/**
 * The effect of a policy's command, by the real rules: the decider's events, or a record that the rules refused them.
 */
export const effectOf = (
  { id, command }: Reaction,
  cause: string,
  history: (stream: string) => readonly StoredEvent<LedgerEvent>[],
  now: string,
): CommitmentEvent[] => {
  const own = { history: history(streamOf(id)) };
  const stateOf = (it: string) => fold(commitment, history(streamOf(it)) as readonly StoredEvent<CommitmentEvent>[]);
  const needed = neededFor(commitment, id, command, stateOf(id), own);
  const states = {
    forums: new Map(
      needed.forums.map((it) => [it, fold(forum, history(streamOf(it)) as readonly StoredEvent<ForumEvent>[])]),
    ),
    commitments: new Map(needed.commitments.map((it) => [it, stateOf(it)])),
    sessions: new Map(),
    histories: new Map(),
  };
  try {
    return commitment.decide(command, stateOf(id), contextOf(needed, states, own, { now, actor: policy }));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code, detail } = error as Refused;
    const { statement } = command.data as { statement?: string };
    return [{ type: 'EffectNotApplied', data: { statement, cause, command: command.type, refusal: { code, detail } } }];
  }
};
