import type { NewEvent } from '@jwg/event-sourcing';

/** An event that names two persons whom no other one names. */
export const naming = (n: number): NewEvent => ({
  id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  type: 'FocalPointNominated',
  schemaVersion: 1,
  data: { institution: 'pk-a', person: `Person ${n}` },
  metadata: { actor: { id: `actor-${n}`, role: 'recorder' }, visibility: 'public' },
  recordedAt: '2024-05-16T00:00:00.000Z',
});
