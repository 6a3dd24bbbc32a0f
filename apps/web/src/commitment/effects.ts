import type { CommitmentAnswer } from '../api/types.gen.js';
import type { Axis, Step } from '../words/axis-words.js';

/** How one event moved one axis. */
export interface Effect {
  readonly axis: Axis;
  readonly from?: Step;
  readonly to: Step;
  readonly rule?: string;
}

/** What each event moved, by its id. The first values of the axes beside the adoption say nothing. */
export const effectsOf = (why: CommitmentAnswer['why']): ReadonlyMap<string, readonly Effect[]> => {
  const effects = new Map<string, Effect[]>();
  for (const axis of ['adoption', 'implementation', 'disposition'] as const)
    for (const { eventId, from, to, rule } of why[axis])
      if (from !== undefined || axis === 'adoption')
        effects.set(eventId, [...(effects.get(eventId) ?? []), { axis, from, to, rule }]);
  return effects;
};
