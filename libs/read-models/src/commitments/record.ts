import { lacking, type Axes, type Waiting, type WaitsFor } from '@jwg/domain';
import { answerFor } from '../forums/succession.js';
import { latestEntries, valuesApart } from '../rows/kept-apart.js';
import type { RowsAt } from '../rows/rows-at.js';
import { annulledIn } from '../sessions/annulled.js';
import type { ShownCorrection } from '../journal/who-corrected.js';
import { amended, amendedEvidence, amendmentsOf, backing, withMoves, type GivenEvidence } from './amended.js';
import { bindingOf, type Binding } from './binding.js';
import { flagsOf, type Flag } from './flags.js';
import { flagContextOf } from './flag-context.js';
import { counted, mentionsOf, type Mention } from './mentions.js';
import { commitments } from './projection.js';
import { correctionsIn, withPlaces, type PlacedSetRight } from './placed-set-right.js';
import type { Transition, WholeCommitment } from './row.js';

/** Everything about one commitment, and the reasons for its status. */
export interface CommitmentRecord extends Omit<
  WholeCommitment,
  | 'evidence'
  | 'amendments'
  | 'setRight'
  | 'acts'
  | 'reports'
  | 'timesCarriedOver'
  | 'lastMentions'
  | 'hasRetractions'
  | 'waiting'
> {
  /** The last position in the log that the answer includes. */
  readonly position: number;
  readonly flags: readonly Flag[];
  readonly evidence: readonly GivenEvidence[];
  /** What each session did to it, in the order of the events folded. */
  readonly mentions: readonly Mention[];
  /** What was entered and never so, in the order in which it was set right. */
  readonly setRight: readonly PlacedSetRight[];
  /** What was corrected in the statements that name it. */
  readonly corrections: readonly ({ statement: string } & ShownCorrection)[];
  /** What a session said that cannot apply yet, and what it still needs. */
  readonly waiting?: Waiting & { readonly needs: readonly WaitsFor[] };
  /** How far the statement on which it stands binds both sides; missing where no recorded session said it. */
  readonly binding?: Binding;
  /** For each axis, the events that led to its value, in order. */
  readonly why: { readonly [A in keyof Axes]: readonly Reason<A>[] };
  /** The lists of which only the latest fifty entries are here; the timeline has all of them. */
  readonly shortened?: readonly string[];
}

/** One change of one axis, with the rule of the domain's table that allowed it. */
export interface Reason<A extends keyof Axes = keyof Axes> extends Omit<Transition, 'status' | 'axes'> {
  /** Missing for the first value. */
  readonly from?: Axes[A];
  readonly to: Axes[A];
}

/** `undefined` when there is no such commitment. */
export const commitmentRecord = async (at: RowsAt, id: string): Promise<CommitmentRecord | undefined> => {
  const { reader, position, on } = at;
  const row = await reader.get(commitments, id);
  if (!row?.registered) return undefined;
  const { timesCarriedOver: _times, lastMentions: _last, hasRetractions: _has, waiting, ...own } = row;
  const latest = latestEntries(reader, commitments, id);
  const [around, values, amendments, dueHistory, carriedOver, evidence, notApplied, acts, history, setRight] =
    await Promise.all([
      flagContextOf(reader, [row]),
      valuesApart(reader, commitments, id),
      amendmentsOf(reader, id),
      latest('dueHistory'),
      latest('carriedOver'),
      latest('evidence'),
      latest('notApplied'),
      latest('acts'),
      latest('history'),
      latest('setRight'),
    ]);
  const mentions = mentionsOf(acts.shown);
  const given = amendedEvidence(evidence.shown, amendments);
  const lists = { dueHistory, carriedOver, evidence, notApplied, mentions: acts, history, setRight };
  const shortened = Object.entries(lists).flatMap(([list, { before }]) => (before ? [list] : []));
  const moves = history.shown.map((it) => withMoves(it, amendments));
  const binding = await bindingOf(reader, row, (values as Partial<WholeCommitment>).adoptedBy, moves);
  const reasons = <A extends keyof Axes>(axis: A) => reasonsOf(moves, axis, history.before);
  return {
    ...own,
    lead: answerFor(around.forums.get(row.forum), row.lead),
    support: answerFor(around.forums.get(row.forum), row.support),
    ...values,
    dueHistory: amended(dueHistory.shown, amendments),
    carriedOver: amended(carriedOver.shown, amendments),
    evidence: given,
    setRight: await withPlaces(at, id, setRight.shown),
    notApplied: notApplied.shown,
    history: moves,
    mentions: counted(
      mentions,
      await annulledIn(
        reader,
        mentions.map(({ session }) => session),
      ),
    ),
    corrections: await correctionsIn(at, acts.shown),
    position,
    flags: flagsOf(row, around, on),
    ...(waiting && { waiting: { ...waiting, needs: lacking({ ...row, evidence: backing(given) }) } }),
    ...(binding && { binding }),
    why: {
      adoption: reasons('adoption'),
      implementation: reasons('implementation'),
      disposition: reasons('disposition'),
    },
    ...(shortened.length > 0 && { shortened }),
  };
};

const reasonsOf = <A extends keyof Axes>(
  history: readonly Transition[],
  axis: A,
  before: Transition | undefined,
): Reason<A>[] => {
  let from: Axes[A] | undefined = before?.axes[axis];
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
