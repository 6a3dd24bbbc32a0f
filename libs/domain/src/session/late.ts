import type { StoredEvent } from '@jwg/event-sourcing';
import { valuesOf } from '../by-id.js';
import type { Metadata } from '../metadata.js';
import type { SessionEvent, StatementEvent } from './events.js';
import type { DataOf } from './rules.js';
import type { Session } from './state.js';

/**
 * What becomes known of a session later is recorded as such. A reservation is put into the minutes until they are in
 * effect, so it is not late before; nor is anything of a session that is known only by its minutes.
 */
export const learned = (
  type: StatementEvent['type'],
  { phase, inEffect, heldNotAfter }: Pick<Session, 'phase' | 'inEffect' | 'heldNotAfter'>,
): Pick<StatementEvent['data'], 'learnedLate'> => {
  if (phase !== 'concluded') return {};
  if (inEffect) return { learnedLate: 'afterSignature' };
  return type === 'StatementInsertedBySide' || heldNotAfter !== undefined ? {} : { learnedLate: 'afterConclusion' };
};

/** What was recorded while a mistaken signature stood was never after it: it counts as what was said before counts. */
export const countAgain = (
  reason: string,
  state: Session,
  history: readonly StoredEvent[],
): Extract<SessionEvent, { type: 'RecordCorrected' }>[] =>
  valuesOf(state.statements).flatMap(({ fact: { type, data }, annulled }) => {
    if (annulled || data.learnedLate !== 'afterSignature') return [];
    const { id: eventId, metadata } = history.find(
      (it) => (it.data as { statementId?: string }).statementId === data.statementId && it.type === type,
    )!;
    const { learnedLate } = learned(type, { ...state, inEffect: false });
    const { learnedLate: old, ...said } = data;
    const correction: DataOf<'RecordCorrected'> = {
      ...{ eventId, statementId: data.statementId, field: 'learnedLate', old, new: learnedLate ?? null, reason },
      counts: { type, data: said, occurredAt: (metadata as Metadata).occurredAt },
    };
    return [{ type: 'RecordCorrected' as const, data: correction }];
  });
