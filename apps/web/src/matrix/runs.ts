import type {
  MatrixCell as Cell,
  MatrixSession,
  OverallStatus as Status,
  WhatTheSessionDid,
} from '../api/types.gen.js';

/** What a commitment's line shows at one session. */
export type Spot =
  | { readonly at: 'unknown' }
  | { readonly at: 'ended'; readonly did: readonly WhatTheSessionDid[]; readonly status: Status }
  | {
      readonly at: 'line';
      readonly did: readonly WhatTheSessionDid[];
      readonly status: Status;
      /** Both sides said it, and not both have signed it, when the session closed. */
      readonly unsigned: boolean;
      /** Here the line begins: for the first time, or again. */
      readonly begins: boolean;
    };

const ended: ReadonlySet<Status> = new Set<Status>(['completed', 'notAdopted', 'superseded', 'withdrawn', 'lapsed']);

/** One for each session. A cell holds until the next one; before the first nothing is known. */
export const spotsOf = (cells: readonly Cell[], sessions: readonly Pick<MatrixSession, 'id'>[]): Spot[] => {
  const bySession = new Map(cells.map((cell) => [cell.session, cell]));
  let last: Cell | undefined;
  return sessions.map(({ id }) => {
    const before = last;
    const cell = bySession.get(id);
    last = cell ?? before;
    const did = cell?.did ?? [];
    const status = last?.status ?? null;
    if (status === null) return { at: 'unknown' };
    const wasEnded = before?.status !== undefined && before.status !== null && ended.has(before.status);
    if (wasEnded && ended.has(status)) return { at: 'ended', did, status };
    const begins = wasEnded || before === undefined || before.status === null;
    return { at: 'line', did, status, unsigned: last?.adoption === 'provisional', begins };
  });
};

/** How it stood when this session closed, and when the one before it did. */
export const standingAt = (
  cells: readonly Cell[],
  sessions: readonly Pick<MatrixSession, 'id'>[],
  session: string,
): { readonly now?: Cell; readonly before?: Cell } => {
  const place = sessions.findIndex(({ id }) => id === session);
  const known = cells.filter((cell) => sessions.findIndex(({ id }) => id === cell.session) <= place);
  const now = known.at(-1);
  return { now, before: now?.session === session ? known.at(-2) : now };
};
