import { v5 } from 'uuid';
import { carryIntoEffect, commitment, type CommitmentCommand, type SessionEvent } from '@jwg/domain';
import {
  CheckpointMoved,
  CommandIdReused,
  Refused,
  type Follower,
  type StoredCheckpoint,
  type StoredEvent,
} from '@jwg/event-sourcing';
import type { RequestContext, Provenance } from '../writing/request-context.js';
import type { Ledger, LedgerStoredEvent } from '../writing/ledger.js';

/**
 * Carries one event into effect. Each effect has one command id, derived from the event's id. Under this id the stream
 * holds the outcome: the change, or a record that the effect was not applied because the rules refused it (the
 * commitment changed meanwhile). So a repeat after a crash finds the outcome and changes nothing.
 */
export const carryOut = async (ledger: Ledger, event: LedgerStoredEvent): Promise<void> => {
  const cause = event as StoredEvent<SessionEvent, LedgerStoredEvent['metadata']>;
  for (const [index, { id, command }] of carryIntoEffect.react(cause).entries()) {
    const { occurredAt, authority, source, visibility, correlationId } = event.metadata;
    const provenance: Provenance = { occurredAt, authority, source, visibility };
    const by: RequestContext = {
      actor: { id: carryIntoEffect.name, role: 'policy' },
      commandId: v5(`${carryIntoEffect.name} ${index}`, event.id),
      correlationId,
      causationId: event.id,
      traceparent: event.metadata.traceparent,
    };
    try {
      await ledger.transact(commitment, id, command, provenance, by);
    } catch (error) {
      if (error instanceof CommandIdReused) continue; // an earlier run was refused, and recorded it
      if (!(error instanceof Refused)) throw error;
      await ledger.transact(commitment, id, refused(command, event.id, error), provenance, by);
    }
  }
};

const refused = (command: CommitmentCommand, cause: string, { code, detail }: Refused): CommitmentCommand => ({
  type: 'RecordEffectNotApplied',
  data: {
    ...('statement' in command.data && command.data.statement !== undefined && { statement: command.data.statement }),
    cause,
    command: command.type,
    refusal: { code, detail },
  },
});

/** Whether the event causes commands. If its effects were appended together with it, they are already done. */
const mayAct = (event: LedgerStoredEvent): boolean =>
  event.metadata.effects !== 'included' && carryIntoEffect.react(event as StoredEvent<SessionEvent>).length > 0;

/**
 * The checkpoint moves after every event that caused commands, so a crash repeats at most one event. This matters
 * because a command that changed nothing leaves no event by which a repeat could be recognised. The checkpoint is also
 * compared before each such event, in case another process took over while this one was frozen.
 */
export const policyFollower = (ledger: Ledger, checkpoint: StoredCheckpoint): Follower => {
  const move = ({ cursor, position }: StoredEvent, after: string | undefined) =>
    checkpoint.move(after, { cursor, position });
  return {
    name: carryIntoEffect.name,
    checkpoint: () => checkpoint.get(),
    handle: async (batch, after) => {
      let at = after;
      for (const event of batch) {
        const acts = mayAct(event as LedgerStoredEvent);
        if (acts) {
          if ((await checkpoint.get())?.cursor !== at) throw new CheckpointMoved(carryIntoEffect.name);
          await carryOut(ledger, event as LedgerStoredEvent);
        }
        if (!acts && event !== batch.at(-1)) continue;
        await move(event, at);
        at = event.cursor;
      }
    },
    skip: move,
  };
};
