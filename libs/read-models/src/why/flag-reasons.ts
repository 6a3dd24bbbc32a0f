import type { LastMoves } from '@jwg/domain';
import type { FlagContext } from '../commitments/flag-context.js';
import { lastMentionsOf } from '../commitments/flag-context.js';
import { isMissed, silentFor, unassignedSides, type FlagName } from '../commitments/flags.js';
import type { CommitmentRow } from '../commitments/row.js';
import type { OwnEvent } from './links.js';

/** Why a commitment has a flag: in a sentence, and the events that it rests on. */
export interface FlagReason {
  readonly because: string;
  readonly events: readonly OwnEvent[];
  /** Statements that no event of the commitment's own carries out. */
  readonly statements?: readonly string[];
}

interface Known {
  readonly row: CommitmentRow;
  readonly around: FlagContext;
  /** The day for which flags are computed. */
  readonly on: string;
  readonly moves: LastMoves<OwnEvent>;
  readonly events: readonly OwnEvent[];
}

const movers = (moves: LastMoves<OwnEvent>, ...fields: readonly (keyof LastMoves<OwnEvent>)[]): OwnEvent[] => [
  ...new Set(fields.flatMap((field) => moves[field]?.event ?? [])),
];

const ofType = ({ events }: Known, ...types: readonly OwnEvent['type'][]): OwnEvent[] =>
  events.filter(({ type }) => types.includes(type));

const by = ({ events }: Known, cited: readonly { readonly eventId: string }[]): OwnEvent[] =>
  events.filter(({ id }) => cited.some(({ eventId }) => eventId === id));

const reasons: Readonly<Record<FlagName, (known: Known) => FlagReason>> = {
  overdue: ({ row, on, moves }) => ({
    because: `It was due by ${[row.due?.date, row.due?.session].filter(Boolean).join(' or ')}, and on ${on} it was not done.`,
    events: movers(moves, 'due', 'implementation'),
  }),
  silent: ({ row, around, moves }) => {
    const { own, elsewhere } = lastMentionsOf(row, around);
    const last = [own, elsewhere].flatMap((it) => it?.statement ?? []);
    return {
      because: `Sessions concluded without naming it: ${silentFor(row, around)
        .map(({ id }) => id)
        .join(', ')}. ${last.length > 0 ? `It was last named by ${last.join(' and ')}.` : 'No session has named it.'}`,
      events: last.length > 0 ? [] : movers(moves, 'adoption'),
      statements: last,
    };
  },
  carriedOver: (known) => ({
    because: `Sessions carried it over ${known.row.timesCarriedOver === 1 ? 'once' : `${known.row.timesCarriedOver} times`}.`,
    events: ofType(known, 'CommitmentCarriedOver'),
  }),
  disputed: (known) => ({
    because: `The latest assessments differ: ${known.row.assessments.map((it) => `${it.by.side} ${it.rating}`).join(', ')}.`,
    events: by(known, known.row.assessments),
  }),
  unassigned: ({ row, around, moves }) => ({
    because: `No institution of ${unassignedSides(row, around).join(' and ')} leads or supports it.`,
    events: movers(moves, 'lead', 'support'),
  }),
  undated: ({ row, moves }) => ({
    because: row.due
      ? `It is due by ${row.due.session}, which was cancelled, and no other session follows.`
      : 'No due date was set.',
    events: movers(moves, 'due'),
  }),
  unsigned: ({ moves }) => ({
    because: 'Both sides said it, and not both have signed it.',
    events: movers(moves, 'adoption'),
  }),
  conditional: ({ row, moves }) => ({
    because: `It was made subject to a condition: ${row.condition}.`,
    events: movers(moves, 'condition'),
  }),
  missedMilestone: (known) => {
    const missed = known.row.milestones.filter((it) => isMissed(it, known.around, known.on));
    return {
      because: `${missed.map(({ id, title, reachedOn }) => `Milestone ${id} (${title}) was ${reachedOn === undefined ? 'not reached' : `reached on ${reachedOn}, after its day`}.`).join(' ')}`,
      events: known.events.filter(({ id, type, data }) =>
        missed.some((it) => it.eventId === id || (type === 'MilestoneReached' && it.id === data.milestone)),
      ),
    };
  },
  withoutEvidence: (known) => ({
    because: 'All evidence of its completion was retracted.',
    events: [...new Set([...movers(known.moves, 'implementation'), ...ofType(known, 'EvidenceRetracted')])],
  }),
};

export const flagReason = (flag: FlagName, known: Known): FlagReason => reasons[flag](known);
