import type { Axes } from '@jwg/domain';
import type { RowsAt } from '../rows/rows-at.js';
import type { CorrectionPart } from '../sessions/corrections.js';
import { statements } from '../sessions/statements.js';
import { flagsOf, type Flag } from './flags.js';
import { countedMentions, flagContextOf } from './flag-context.js';
import { commitments } from './projection.js';
import type { CommitmentRow, Transition } from './row.js';

/** Everything about one commitment, and the reasons for its status. */
export interface CommitmentRecord extends CommitmentRow {
  /** The last position in the log that the answer includes. */
  readonly position: number;
  readonly flags: readonly Flag[];
  /** What was corrected in the statements that name it. */
  readonly corrections: readonly ({ statement: string } & CorrectionPart)[];
  /** For each axis, the events that led to its value, in order. */
  readonly why: { readonly [A in keyof Axes]: readonly Reason<A>[] };
}

/** One change of one axis, with the rule of the domain's table that allowed it. */
export interface Reason<A extends keyof Axes = keyof Axes> extends Omit<Transition, 'status' | 'axes'> {
  /** Missing for the first value. */
  readonly from?: Axes[A];
  readonly to: Axes[A];
}

/** `undefined` when there is no such commitment. */
export const commitmentRecord = async (
  { reader, position, on }: RowsAt,
  id: string,
): Promise<CommitmentRecord | undefined> => {
  const row = await reader.get(commitments, id);
  if (!row?.registered) return undefined;
  const around = await flagContextOf(reader, [row]);
  const naming = row.mentions.flatMap(({ did }) => did.map(({ eventId }) => eventId));
  const said = await reader.getMany(statements, naming);
  return {
    ...row,
    mentions: countedMentions(row, around),
    corrections: said.flatMap(({ id: statement, corrections }) => corrections.map((it) => ({ statement, ...it }))),
    position,
    flags: flagsOf(row, around, on),
    why: {
      adoption: reasons(row, 'adoption'),
      implementation: reasons(row, 'implementation'),
      disposition: reasons(row, 'disposition'),
    },
  };
};

const reasons = <A extends keyof Axes>({ history }: CommitmentRow, axis: A): Reason<A>[] => {
  let from: Axes[A] | undefined;
  return history.flatMap(({ status: _status, axes, rule, ...move }) => {
    const to = axes[axis];
    if (to === from) return [];
    // All axes begin with the registration; its rule is about the adoption.
    const own = from === undefined && axis !== 'adoption' ? undefined : rule;
    const reason: Reason<A> = { ...move, ...(own && { rule: own }), ...(from && { from }), to };
    from = to;
    return [reason];
  });
};
