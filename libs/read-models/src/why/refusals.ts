import { isNothingToDo, wayOutOf, type LastMoves, type Standing, type Status } from '@jwg/domain';
import type { RowsAt } from '../rows/rows-at.js';
import { linkOf, moveLink, type OwnEvent, type ReasonLink } from './links.js';

/** A statement that did not take effect, and what the rules held against it. */
export interface ReasonOfRefusal extends ReasonLink {
  readonly command: string;
  readonly code: string;
  readonly detail: string;
  readonly wayOut?: string;
  /** How the commitment stood then. */
  readonly status: Status;
  /** The events that had brought it there. */
  readonly stood: readonly ReasonLink[];
}

/** As many as one answer shows of a list. */
export const SHOWN = 50;

interface ToldEvent {
  readonly event: OwnEvent;
  readonly moves: LastMoves<OwnEvent>;
  readonly standing: Standing;
}

export const refusalsOf = async (asked: RowsAt, told: readonly ToldEvent[]): Promise<ReasonOfRefusal[]> => {
  const refused = told.flatMap(({ event, moves, standing }) =>
    event.type === 'EffectNotApplied' && !isNothingToDo(event.data) ? [{ event, moves, standing }] : [],
  );
  return Promise.all(
    refused.slice(-SHOWN).map(async ({ event, moves, standing }) => {
      const { command, refusal } = event.data;
      const wayOut = wayOutOf(refusal.code);
      const movers = new Map(
        (['adoption', 'implementation', 'disposition'] as const).flatMap((axis) => {
          const move = moves[axis];
          return move ? [[move.event.id, [axis, move] as const] as const] : [];
        }),
      );
      return {
        ...(await linkOf(asked.reader, event)),
        command,
        ...{ code: refusal.code, detail: refusal.detail },
        ...(wayOut !== undefined && { wayOut }),
        status: standing.status,
        stood: await Promise.all([...movers.values()].map(([axis, move]) => moveLink(asked.reader, axis, move))),
      };
    }),
  );
};
