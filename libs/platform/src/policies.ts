import { v5 } from 'uuid';
import { carryIntoEffect, commitment, type CommitmentCommand, type SessionEvent } from '@jwg/domain';
import { Refused, type Follower, type StoredEvent } from '@jwg/event-sourcing';
import type { StoredCheckpoint } from '@jwg/read-models';
import type { Circumstances, Provenance } from './circumstances.js';
import type { Ledger, LedgerStoredEvent } from './ledger.js';

/**
 * Carries one event into effect. Ids follow from the event's own, so a repeat after a crash changes nothing. What the
 * rules refuse, because the commitment moved meanwhile, is recorded on the commitment: visible, never lost.
 */
export const carryOut = async (ledger: Ledger, event: LedgerStoredEvent): Promise<void> => {
  const cause = event as StoredEvent<SessionEvent, LedgerStoredEvent['metadata']>;
  for (const [index, { id, command }] of carryIntoEffect.react(cause).entries()) {
    const { occurredAt, authority, source, visibility, correlationId } = event.metadata;
    const provenance: Provenance = { occurredAt, authority, source, visibility };
    const by = (step: string): Circumstances => ({
      actor: { id: carryIntoEffect.name, role: 'policy' },
      commandId: v5(`${carryIntoEffect.name} ${index} ${step}`, event.id),
      correlationId,
      causationId: event.id,
    });
    try {
      await ledger.transact(commitment, id, command, provenance, by('apply'));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const notApplied = refused(command, event.id, error);
      await ledger.transact(commitment, id, notApplied, provenance, by('refused'));
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

export const policyFollower = (ledger: Ledger, checkpoint: StoredCheckpoint): Follower => {
  const move = ({ cursor, position }: StoredEvent, after: string | undefined) =>
    checkpoint.move(after, { cursor, position });
  return {
    name: carryIntoEffect.name,
    checkpoint: () => checkpoint.get(),
    handle: async (batch, after) => {
      for (const event of batch) await carryOut(ledger, event as LedgerStoredEvent);
      await move(batch.at(-1)!, after);
    },
    skip: move,
  };
};
