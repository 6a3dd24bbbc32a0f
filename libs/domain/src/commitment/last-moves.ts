import { evolveStanding, notRegistered, type Standing } from './standing.js';
import type { CommitmentEvent } from './events.js';

/** The fields of a standing of which it is asked why they are so. */
export const movable = [
  'adoption',
  'implementation',
  'disposition',
  'due',
  'lead',
  'support',
  'condition',
] as const satisfies readonly (keyof Standing)[];
export type Movable = (typeof movable)[number];

/** The event that gave a field its value, and how it stood before and after that. */
export interface Move<E> {
  readonly event: E;
  /** Missing where the event registered it. */
  readonly before?: Standing;
  readonly after: Standing;
}

export type LastMoves<E> = { readonly [F in Movable]?: Move<E> };

/** Goes through a commitment's own events, and tells after each which event moved each field last. */
export function* lastMoves<E extends CommitmentEvent>(
  events: Iterable<E>,
): Generator<{ readonly event: E; readonly moves: LastMoves<E>; readonly standing: Standing }> {
  let standing: Standing | undefined;
  let isRegistered = false;
  let moves: LastMoves<E> = {};
  for (const event of events) {
    const before = standing;
    const after: Standing = evolveStanding<Standing>(before ?? notRegistered, event);
    const isFirst: boolean = event.type === 'CommitmentRegistered' && !isRegistered;
    isRegistered ||= isFirst;
    const moved = movable.filter((field) => isFirst || !isSame(before?.[field], after[field]));
    if (moved.length > 0) {
      const move: Move<E> = { event, ...(before && !isFirst && { before }), after };
      moves = { ...moves, ...Object.fromEntries(moved.map((field) => [field, move])) };
    }
    standing = after;
    yield { event, moves, standing };
  }
}

const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
