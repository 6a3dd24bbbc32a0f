import type { CommitmentAnswer, MatrixSession, OverallStatus as Status } from '../api/types.gen.js';
import type { DueAt } from '../words/due-words.js';

/** What changed at a commitment after one session had closed and before the next one had. */
export interface Change {
  readonly eventId: string;
  readonly on: string;
  readonly status?: Status;
  readonly due?: DueAt;
  /** Both sides had signed a text that contains it. */
  readonly adopted?: true;
}

interface Ordered {
  readonly position: number;
  readonly place?: number;
}
const orderOf = ({ position, place }: Ordered) => place ?? position;

type Course = Pick<CommitmentAnswer, 'history' | 'dueHistory'>;
type Column = Pick<MatrixSession, 'id' | 'closedAt'>;

/** Changes that no word of this session tells: of the status, of the adoption, of the due date. */
export const changesBefore = (
  { history, dueHistory }: Course,
  session: Column,
  before: Column | undefined,
): Change[] => {
  const from = before?.closedAt ?? -1;
  const to = session.closedAt ?? Infinity;
  const isBetween = (it: Ordered & { readonly session?: string }) =>
    orderOf(it) > from && orderOf(it) <= to && it.session !== session.id;
  const moves = history.flatMap((move, n) => {
    const last = history[n - 1];
    if (!isBetween(move) || last === undefined) return [];
    const { eventId, status, axes } = move;
    const moved = status !== last.status ? { status } : {};
    const signed = axes.adoption === 'adopted' && last.axes.adoption !== 'adopted' ? { adopted: true as const } : {};
    return 'status' in moved || 'adopted' in signed
      ? [{ at: orderOf(move), change: { eventId, on: move.occurredAt.value, ...moved, ...signed } }]
      : [];
  });
  const dues = dueHistory
    .filter(isBetween)
    .map((it) => ({ at: orderOf(it), change: { eventId: it.eventId, on: it.occurredAt.value, due: it.due } }));
  return [...moves, ...dues].toSorted((a, b) => a.at - b.at).map(({ change }) => change);
};
