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
 * Carries one event into effect. Each effect has one id that follows from the event's
 * own, and under it stands its outcome: what it changed, or, where the rules refused because the commitment moved
 * meanwhile, that it was not applied. So a repeat after a crash finds the outcome and changes nothing.
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
      if (error instanceof CommandIdReused) continue; // refused before, and recorded
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

/** What came in together with its effects has been carried over already. */
const mayAct = (event: LedgerStoredEvent): boolean =>
  event.metadata.effects !== 'included' && carryIntoEffect.react(event as StoredEvent<SessionEvent>).length > 0;

/**
 * The checkpoint moves after each event that led to something, so that a crash repeats one event and no more: an effect
 * that found it already so leaves no trace, and would be decided anew. For the same reason it is looked at before each
 * effect: a process that was frozen since it read the batch finds that another was here meanwhile.
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
