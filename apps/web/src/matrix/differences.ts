import type { MatrixCell as Cell, MatrixLine, MatrixSession } from '../api/types.gen.js';
import { movedBy } from './moved-by.js';
import { standingAt } from './runs.js';

export const changeKinds = ['appeared', 'completed', 'signed', 'slipped', 'gone'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** How a commitment differs between two moments. */
export interface Difference {
  /** Missing where it was not known then. */
  readonly then?: MatrixLine;
  readonly kinds: ReadonlySet<ChangeKind>;
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

/** By id, only those that differ. */
export const differencesOf = (then: Side, now: Side): ReadonlyMap<string, Difference> => {
  const before = new Map(then.commitments.map((line) => [line.id, line]));
  const known = new Set(then.sessions.map(({ id }) => id));
  const found = now.commitments.flatMap((line): [string, Difference][] => {
    const old = before.get(line.id);
    const sessions = now.sessions.filter(({ id }) =>
      known.has(id) ? !isSame(old, line, then, now, id) : line.cells.some((cell) => cell.session === id),
    );
    const stands = old === undefined || old.status !== line.status || !isSameDue(old, line);
    const kinds = kindsOf(old, line);
    const differs = kinds.size > 0 || stands || sessions.length > 0 || old.adoption !== line.adoption;
    return differs ? [[line.id, { then: old, kinds, sessions: new Set(sessions.map(({ id }) => id)), stands }]] : [];
  });
  const still = new Set(now.commitments.map(({ id }) => id));
  const gone = then.commitments
    .filter(({ id }) => !still.has(id))
    .map((line): [string, Difference] => [
      line.id,
      { then: line, gone: line, kinds: new Set(['gone']), sessions: new Set(), stands: true },
    ]);
  return new Map([...found, ...gone]);
};

/** The rows of two moments: those of the second in their order, and then those that are gone, of which nothing is said now. */
export const rowsOfBoth = (now: Side, differences: ReadonlyMap<string, Difference>): readonly MatrixLine[] => [
  ...now.commitments,
  ...[...differences.values()].flatMap(({ gone }) => (gone ? [{ ...gone, cells: [], since: [], flags: [] }] : [])),
];

const kindsOf = (old: MatrixLine | undefined, line: MatrixLine): Set<ChangeKind> => {
  if (old === undefined) return new Set(['appeared']);
  const kinds = new Set<ChangeKind>();
  if (line.status === 'completed' && old.status !== 'completed') kinds.add('completed');
  if (line.adoption === 'adopted' && old.adoption !== 'adopted') kinds.add('signed');
  if ((movedBy(old.due, line.due)?.by ?? 0) > 0) kinds.add('slipped');
  return kinds;
};

/** In a session that both moments know: what it did, and how it left the commitment. Each has its own later sessions. */
const isSame = (old: MatrixLine | undefined, line: MatrixLine, then: Side, now: Side, session: string): boolean => {
  const at = (cells: readonly Cell[], { sessions }: Side) => {
    const { now: cell } = standingAt(cells, sessions, session);
    const said = cell?.session === session ? cell.did : [];
    return JSON.stringify([cell?.status ?? null, cell?.adoption, cell?.due, said]);
  };
  return at(old?.cells ?? [], then) === at(line.cells, now);
};

const isSameDue = (a: Pick<MatrixLine, 'due'>, b: Pick<MatrixLine, 'due'>): boolean =>
  a.due?.date === b.due?.date && a.due?.session === b.due?.session;

/** Sessions before the earlier moment that stay, to see what changed against. */
const STAY = 5;

/** How many sessions at the beginning are folded while two moments are compared. */
export const foldedBefore = (then: Side, now: Side): number => {
  const known = new Set(then.sessions.map(({ id }) => id));
  return Math.max(0, now.sessions.findLastIndex(({ id }) => known.has(id)) + 1 - STAY);
};
