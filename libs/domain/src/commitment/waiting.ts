import type { CommitmentEvent } from './events.js';

type Waits = Extract<CommitmentEvent, { type: 'OutcomeWaits' }>['data'];

/** What a session said of a commitment before it could apply. */
export type Waiting = Pick<Waits, 'statement' | 'outcome'>;
/** What an outcome waits for: a report that the work is complete, evidence of it, the signatures of both sides. */
export type WaitsFor = Waits['waitsFor'][number];

/** Everything after which the outcome no longer waits: it was applied, it never will be, or a session said otherwise. */
const ends: ReadonlySet<string> = new Set<CommitmentEvent['type']>([
  'CompletionConfirmed',
  'CompletionNotAccepted',
  'CommitmentNotAdopted',
  'CommitmentCarriedOver',
  'CommitmentDeferred',
  'CommitmentSuperseded',
  'CommitmentWithdrawn',
  'CommitmentLapsed',
  'CommitmentReopened',
]);

export const waitingAfter = (waiting: Waiting | undefined, { type, data }: CommitmentEvent): Waiting | undefined =>
  type === 'OutcomeWaits' ? { statement: data.statement, outcome: data.outcome } : ends.has(type) ? undefined : waiting;

interface Needed {
  readonly adoption: string;
  readonly implementation: string;
  /** What backs the report, without what was retracted. */
  readonly evidence: readonly unknown[];
}

/** What a confirmation by a session still waits for. */
export const lacking = ({ adoption, implementation, evidence }: Needed): WaitsFor[] => [
  ...(implementation !== 'reportedComplete'
    ? (['report'] as const)
    : evidence.length === 0
      ? (['evidence'] as const)
      : []),
  ...(adoption === 'adopted' ? [] : (['signatures'] as const)),
];
