import type { Effect, ToldGap } from './services.ts';
import type { Written } from './topic.ts';

interface Seen {
  readonly written: readonly (readonly Written[])[];
  readonly lows: readonly number[];
  readonly effects: readonly Effect[];
  readonly gaps: readonly ToldGap[];
}

/**
 * The faults of the subscriber, in plain sentences: an event that was there and was not handled, a loss that was not
 * told, a gap where nothing was deleted, an event out of the order of its stream. The database itself refuses an event
 * twice. A service that is killed before its place is saved may be told of the loss of what it has handled.
 */
export const findings = ({ written, lows, effects, gaps }: Seen): string[] => {
  const handled = new Set(effects.map(({ sequence }) => sequence));
  const found: string[] = [];
  const lost = written.map((events) => events.filter(({ sequence }) => !handled.has(sequence)));
  for (const [partition, missing] of lost.entries()) {
    const told = gaps.filter((gap) => gap.partition === partition);
    const isIn = (gap: ToldGap, sequence: number) => gap.after < sequence && sequence < gap.before;
    for (const { sequence, offset } of missing) {
      if (offset >= lows[partition]!) found.push(`event ${sequence} was there and was not handled`);
      if (!told.some((gap) => isIn(gap, sequence))) found.push(`nobody was told that event ${sequence} is missing`);
    }
    const deleted = written[partition]!.filter(({ offset }) => offset < lows[partition]!);
    for (const gap of told)
      if (!deleted.some(({ sequence }) => isIn(gap, sequence)))
        found.push(`a gap was told in partition ${partition} after ${gap.after}, and nothing was deleted there`);
  }
  return [...found, ...outOfOrder(effects)];
};

const outOfOrder = (effects: readonly Effect[]): string[] => {
  const found: string[] = [];
  const lasts = new Map<string, number>();
  for (const { sequence, subject, redriven } of effects) {
    const order = `${subject} ${redriven ? 'again' : ''}`;
    if (sequence < (lasts.get(order) ?? -1)) found.push(`event ${sequence} of ${subject} was handled out of order`);
    lasts.set(order, sequence);
  }
  return found;
};
