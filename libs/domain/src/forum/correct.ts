import type { StoredEvent } from '@jwg/event-sourcing';
import type { Context } from '../context.js';
import { correctedTo, type Correctable, type Correction } from '../correction.js';
import { setRight } from '../set-right.js';
import type { ForumEvent } from './events.js';
import { refuse } from './rules.js';

/** The fields of each kind of entry that may be misspelt. */
export const correctable: Correctable<ForumEvent> = {
  ForumEstablished: ['name', 'instrument', 'establishedOn'],
  InstitutionRegistered: ['name', 'acronym'],
  InstitutionRenamed: ['to'],
  CoChairDesignated: ['name', 'office'],
};

/** What was misspelt was never so: the right name holds from the beginning, unlike a new name. */
export const correct = (
  correction: Correction,
  { history }: Context,
  ofOwnSide: (side: string | undefined) => void,
): ForumEvent[] => {
  const { eventId, field, reason } = correction;
  const original = (setRight(history) as StoredEvent<ForumEvent>[]).find(({ id }) => id === eventId);
  if (!original) return refuse('UNKNOWN_EVENT', `There is no event ${eventId} of this forum.`, eventId);
  const corrected = correctedTo(original, correction, correctable[original.type]);
  const { institution, side } = original.data as { institution?: string; side?: string };
  ofOwnSide(side);
  if (!corrected) return [];
  const about = institution !== undefined ? { institution } : side !== undefined ? { side } : {};
  return [
    {
      type: 'ForumCorrected',
      data: { eventId, ...about, field, old: corrected.old, new: correction.new, reason },
    },
  ];
};
