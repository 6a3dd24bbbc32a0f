import { anyChanges, shownChange, type Change } from './changes.ts';
import { Dice } from './dice.ts';

/** What can be fed: its name, and the value whose texts are changed; its ids too, unless no version ever took others. */
export interface Subject {
  /** `command` goes through the door; `file` is an import; `event` is stored as an earlier version could have had it. */
  readonly kind: 'command' | 'file' | 'event';
  readonly name: string;
  readonly value: unknown;
}

/** One input: the subject by its place, and its changes. */
export interface Input {
  readonly subject: number;
  readonly changes: readonly Change[];
}

/** How often each command is tried, each time with other changes, until one is taken. */
const ATTEMPTS = 3;

/** The inputs of one round. They follow from the seed alone. */
export const planOf = (seed: number, subjects: readonly Subject[]): Input[] => {
  const dice = new Dice(seed);
  return subjects.flatMap(({ kind, value }, subject) => {
    if (kind === 'event' && !dice.once(4)) return [];
    const count = kind === 'command' ? 1 + dice.below(ATTEMPTS) : 1;
    return Array.from({ length: count }, () => ({ subject, changes: anyChanges(dice, value, kind !== 'event') }));
  });
};

export const shownInput = (subjects: readonly Subject[], { subject, changes }: Input): string => {
  const { kind, name } = subjects[subject]!;
  return `${kind} ${name}: ${changes.map(shownChange).join('; ')}`;
};
