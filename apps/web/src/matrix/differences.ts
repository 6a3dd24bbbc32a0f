import type {
  CommitmentDifference,
  KindOfChange,
  MatrixCell as Cell,
  MatrixLine,
  MatrixSession,
} from '../api/types.gen.js';
import { standingAt } from './runs.js';

/** In the order in which they are counted. */
export const changeKinds: readonly KindOfChange[] = [
  'appeared',
  'gone',
  'moved',
  'adopted',
  'closed',
  'slipped',
  'broughtForward',
  'redated',
  'changedHands',
  'fellSilent',
  'flagged',
  'otherwise',
];

/** How a commitment differs between two moments: what the ledger says of it, and where that is in the matrix. */
export interface Difference {
  readonly told: CommitmentDifference;
  /** Missing where it was not known then. */
  readonly then?: MatrixLine;
  /** The sessions whose cell differs; those that were not known then among them. */
  readonly sessions: ReadonlySet<string>;
  /** Its status or its due date is another one. */
  readonly stands: boolean;
  /** How it was, where it is not known at the second moment: annulled since, or the first moment is the later one. */
  readonly gone?: MatrixLine;
}

interface Side {
  readonly commitments: readonly MatrixLine[];
  readonly sessions: readonly MatrixSession[];
}

/** By id, those that the ledger says have changed and that these matrices have. */
export const differencesOf = (
  then: Side,
  now: Side,
  changes: readonly CommitmentDifference[],
): ReadonlyMap<string, Difference> => {
  const [before, after] = [byId(then), byId(now)];
  const known = new Set(then.sessions.map(({ id }) => id));
  const sessionsOf = (old: MatrixLine | undefined, line: MatrixLine) =>
    now.sessions
      .filter(({ id }) =>
        known.has(id) ? !isSame(old, line, then, now, id) : line.cells.some((cell) => cell.session === id),
      )
      .map(({ id }) => id);
  return new Map(
    changes.flatMap((told): [string, Difference][] => {
      const [old, line] = [before.get(told.id), after.get(told.id)];
      if (line) return [[told.id, { told, then: old, sessions: new Set(sessionsOf(old, line)), stands: stands(told) }]];
      return old ? [[told.id, { told, then: old, gone: old, sessions: new Set(), stands: true }]] : [];
    }),
  );
};

const byId = ({ commitments }: Side) => new Map(commitments.map((line) => [line.id, line]));

const stands = ({ then, now }: CommitmentDifference): boolean =>
  [then, now].some((it) => it.status !== undefined || it.due !== undefined);

/** The rows of two moments: those of the second in their order, and then those that are gone, of which nothing is said now. */
export const rowsOfBoth = (now: Side, differences: ReadonlyMap<string, Difference>): readonly MatrixLine[] => [
  ...now.commitments,
  ...[...differences.values()].flatMap(({ gone }) => (gone ? [{ ...gone, cells: [], since: [], flags: [] }] : [])),
];

/** In a session that both moments know: what it did, and how it left the commitment. Each has its own later sessions. */
const isSame = (old: MatrixLine | undefined, line: MatrixLine, then: Side, now: Side, session: string): boolean => {
  const at = (cells: readonly Cell[], { sessions }: Side) => {
    const { now: cell } = standingAt(cells, sessions, session);
    const said = cell?.session === session ? cell.did : [];
    return JSON.stringify([cell?.status ?? null, cell?.adoption, cell?.due, said]);
  };
  return at(old?.cells ?? [], then) === at(line.cells, now);
};

/** Sessions before the earlier moment that stay, to see what changed against. */
const STAY = 5;

/** How many sessions at the beginning are folded while two moments are compared. */
export const foldedBefore = (then: Side, now: Side): number => {
  const known = new Set(then.sessions.map(({ id }) => id));
  return Math.max(0, now.sessions.findLastIndex(({ id }) => known.has(id)) + 1 - STAY);
};
