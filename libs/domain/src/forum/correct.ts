import { Value } from 'typebox/value';
import type { StoredEvent } from '@jwg/event-sourcing';
import type { Context } from '../context.js';
import { setRight } from '../set-right.js';
import { fits } from '../violations.js';
import { forumEvents, type ForumEvent } from './events.js';
import { refuse } from './rules.js';

export interface Correction {
  readonly eventId: string;
  readonly field: string;
  readonly new: unknown;
  readonly reason: string;
}

const correctable: Readonly<Partial<Record<ForumEvent['type'], readonly string[]>>> = {
  ForumEstablished: ['name', 'instrument', 'establishedOn'],
  InstitutionRegistered: ['name', 'acronym'],
  InstitutionRenamed: ['to'],
  CoChairDesignated: ['name', 'office'],
};

/** What was misspelt was never so: the right name holds from the beginning, unlike a new name. */
export const correct = (
  { eventId, field, new: value, reason }: Correction,
  { history }: Context,
  ofOwnSide: (side: string | undefined) => void,
): ForumEvent[] => {
  const original = (setRight(history) as StoredEvent<ForumEvent>[]).find(({ id }) => id === eventId);
  if (!original) return refuse('UNKNOWN_EVENT', `There is no event ${eventId} of this forum.`, eventId);
  const fields = correctable[original.type] ?? [];
  const data = original.data as Readonly<Record<string, unknown>>;
  if (!fields.includes(field))
    refuse('NOT_CORRECTABLE', `Of ${original.type} only ${fields.join(', ') || 'nothing'} can be corrected.`);
  if (!fits(forumEvents[original.type], { ...data, [field]: value }))
    refuse('NOT_CORRECTABLE', `The new value does not fit the field ${field} of ${original.type}.`);
  const { institution, side } = data as { institution?: string; side?: string };
  ofOwnSide(side);
  const old = data[field] ?? null;
  if (Value.Equal(old, value)) return [];
  const about = institution !== undefined ? { institution } : side !== undefined ? { side } : {};
  return [{ type: 'ForumCorrected', data: { eventId, ...about, field, old, new: value, reason } }];
};
