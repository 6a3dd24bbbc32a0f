import {
  carryIntoEffect,
  commitment,
  cut,
  NOTHING_TO_DO,
  type CommitmentCommand,
  type OccurredAt,
  type SessionEvent,
} from '@jwg/domain';
import {
  CheckpointMoved,
  CommandIdReused,
  LedgerError,
  Refused,
  type Follower,
  type StoredCheckpoint,
  type StoredEvent,
} from '@jwg/event-sourcing';
import { derivedId } from '../writing/derived-id.js';
import type { RequestContext, Provenance } from '../writing/request-context.js';
import type { Ledger } from '../writing/ledger.js';
import type { LedgerStoredEvent } from '../writing/stored-event.js';

/** The command id of an effect: the same whenever it is carried out, whoever does it. */
export const effectId = ({ id }: Pick<StoredEvent, 'id'>, index: number): string =>
  derivedId(`${carryIntoEffect.name} ${index}`, id);

/**
 * Carries one event into effect. Each effect has one command id, derived from the event's id. Under this id the stream
 * holds the outcome: the change, or a record that the effect was not applied, because nothing was to be done, because
 * the rules refused it (the commitment changed meanwhile), or because it cannot be written. So a repeat after a crash finds the outcome and changes
 * nothing, and no effect stops those after it.
 */
export const carryOut = async (ledger: Ledger, event: LedgerStoredEvent): Promise<void> => {
  const cause = event as StoredEvent<SessionEvent, LedgerStoredEvent['metadata']>;
  for (const [index, { id, command, ...own }] of carryIntoEffect.react(cause).entries()) {
    const { authority, source, visibility, correlationId } = event.metadata;
    const occurredAt = (own.occurredAt as OccurredAt | undefined) ?? event.metadata.occurredAt;
    const provenance: Provenance = { occurredAt, authority, source, visibility };
    const by: RequestContext = {
      actor: { id: carryIntoEffect.name, role: 'policy' },
      commandId: effectId(event, index),
      correlationId,
      causationId: event.id,
      traceparent: event.metadata.traceparent,
    };
    try {
      const { events } = await ledger.transact(commitment, id, command, provenance, by);
      if (events.length > 0) continue;
      await ledger.transact(commitment, id, notApplied(command, event.id, NOTHING_TO_DO), provenance, by);
    } catch (error) {
      if (error instanceof CommandIdReused) continue; // an earlier run was refused, and recorded it
      const obstacle = obstacleIn(error);
      if (obstacle === undefined) throw error;
      await ledger.transact(commitment, id, notApplied(command, event.id, obstacle), provenance, by);
    }
  }
};

type Obstacle = Pick<Refused, 'code' | 'detail'>;

/** Why the effect will never be written; `undefined` if it may be after a pause. */
const obstacleIn = (error: unknown): Obstacle | undefined => {
  if (error instanceof Refused) return error;
  if (!(error instanceof LedgerError)) return undefined;
  if (error.kind === 'invalid') return { code: 'EFFECT_UNFIT', detail: error.message };
  if (error.kind === 'tooLarge') return { code: 'EFFECT_TOO_LARGE', detail: error.message };
  return undefined;
};

const notApplied = (command: CommitmentCommand, cause: string, { code, detail }: Obstacle): CommitmentCommand => ({
  type: 'RecordEffectNotApplied',
  data: {
    ...('statement' in command.data && command.data.statement !== undefined && { statement: command.data.statement }),
    cause,
    command: command.type,
    refusal: { code, detail: cut(detail, 4000) },
  },
});

/** Whether the event causes commands. If its effects were appended together with it, they are already done. */
const mayAct = (event: LedgerStoredEvent): boolean =>
  event.metadata.effects !== 'included' && carryIntoEffect.react(event as StoredEvent<SessionEvent>).length > 0;

/**
 * The checkpoint moves after every event that caused commands, so a crash repeats at most one event. It is also compared before each such event, in case another process took over while this one was frozen.
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
