import type { Axis, Step } from '../words/axis-words.js';

export interface ShownStep {
  readonly step: Step;
  /** `skip`: it lies before the present one and was never taken. */
  readonly state: 'past' | 'skip' | 'is' | 'ahead';
}

interface Move {
  readonly to: Step;
}

/** The steps of one axis, with those that this commitment took. */
export const stepsOf = (axis: Axis, now: Step, moves: readonly Move[]): readonly ShownStep[] => {
  const taken = new Set<Step>(moves.map(({ to }) => to));
  const steps = ladder(axis, now, taken);
  const here = steps.indexOf(now);
  return steps.map((step, n) => ({
    step,
    state: n === here ? 'is' : n > here ? 'ahead' : taken.has(step) ? 'past' : 'skip',
  }));
};

const ladder = (axis: Axis, now: Step, taken: ReadonlySet<Step>): readonly Step[] => {
  switch (axis) {
    case 'adoption':
      return ['proposed', 'provisional', now === 'notAdopted' ? 'notAdopted' : 'adopted'];
    case 'implementation':
      return taken.has('onHold')
        ? ['notStarted', 'inProgress', 'onHold', 'reportedComplete', 'completed']
        : ['notStarted', 'inProgress', 'reportedComplete', 'completed'];
    case 'disposition':
      return now === 'open' ? ['open', 'closed'] : ['open', now];
  }
};
