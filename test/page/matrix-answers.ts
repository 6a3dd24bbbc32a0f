/** A matrix as the API answers it, with all its cells. */
export interface Answer {
  readonly sessions: readonly { readonly id: string }[];
  readonly commitments: readonly Line[];
}
interface Line {
  readonly id: string;
  readonly status: string;
  readonly adoption: string;
  readonly due?: { readonly date?: string; readonly session?: string };
  readonly cells: readonly Cell[];
}
interface Cell {
  readonly session: string;
  readonly did: readonly string[];
  readonly status: string | null;
  readonly adoption?: string;
  readonly due?: object;
}

/** What changed from one answer to another, told from whole cells: as an auditor would who has both on paper. */
export const changedFrom = (then: Answer, now: Answer) => {
  const before = new Map(then.commitments.map((line) => [line.id, line]));
  const known = new Set(then.sessions.map(({ id }) => id));
  const after = new Set(now.commitments.map(({ id }) => id));
  const dueOf = ({ due }: Line) => [due?.date, due?.session].join();
  const isChanged = (line: Line): boolean => {
    const old = before.get(line.id);
    if (!old) return true;
    if (old.status !== line.status || old.adoption !== line.adoption || dueOf(old) !== dueOf(line)) return true;
    return line.cells.some((cell, n) => {
      const other = old.cells.find(({ session }) => session === cell.session);
      // In a session that is new something was said, or it left the commitment otherwise than the session before.
      if (!known.has(cell.session)) return cell.did.length > 0 || standing(cell) !== standing(line.cells[n - 1]);
      return standing(cell) + cell.did.join() !== standing(other) + (other?.did.join() ?? '');
    });
  };
  return {
    changed: now.commitments.filter(isChanged).map(({ id }) => id),
    appeared: now.commitments.filter(({ id }) => !before.has(id)).map(({ id }) => id),
    completed: now.commitments
      .filter((it) => it.status === 'completed' && before.has(it.id) && before.get(it.id)!.status !== 'completed')
      .map(({ id }) => id),
    signed: now.commitments
      .filter((it) => it.adoption === 'adopted' && before.has(it.id) && before.get(it.id)!.adoption !== 'adopted')
      .map(({ id }) => id),
    gone: then.commitments.filter(({ id }) => !after.has(id)).map(({ id }) => id),
  };
};

const standing = (cell: Cell | undefined): string =>
  JSON.stringify([cell?.status ?? null, cell?.adoption ?? null, cell?.due ?? null]);
