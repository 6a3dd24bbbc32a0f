import { Refused, type Fact } from '@jwg/event-sourcing';
import type { EventType, LedgerEvent } from './catalogue.js';
import type { CommonRefusal, Context, LedgerDecider } from './context.js';
import { acting, type Actor, type Metadata } from './metadata.js';

/** The person for whom the ledger is read. A viewer without a side sees what everybody sees. */
export interface Viewer {
  readonly side?: string;
  /** The operator who holds the data folder, and could read the file itself. */
  readonly wholeLedger?: boolean;
}

/**
 * The only side that sees the event; `undefined` if everybody does. `''`: it belongs to no side, so no side sees it.
 */
export const innerSide = ({ metadata }: { metadata: unknown }): string | undefined => {
  const { visibility, actor } = metadata as Partial<Metadata>;
  return visibility === 'sideInternal' ? (acting(actor as Actor).side ?? '') : undefined;
};

export const sees = ({ side, wholeLedger = false }: Viewer, event: { metadata: unknown }): boolean => {
  const inner = innerSide(event);
  return inner === undefined || wholeLedger || (inner !== '' && inner === side);
};

/** What people of one side may record for their own side alone. */
export const internalKinds = ['ProgressReported', 'ProgressAssessed', 'ReminderIssued', 'MinutesCommented'] as const;

const isInternalKind = (type: EventType): boolean => (internalKinds as readonly string[]).includes(type);

/**
 * The same decider, for events that only the acting side may see. Such events must not change anything that decisions
 * use. Then both sides' ledgers agree on every status, and no answer to one side depends on what it cannot see.
 */
export const internally = <State, Command extends Fact, Event extends LedgerEvent>(
  decider: LedgerDecider<State, Command, Event>,
): LedgerDecider<State, Command, Event> =>
  // Reads are no side's: nothing is decided by them, and no feed shows them.
  decider.category === 'reads'
    ? decider
    : {
        ...decider,
        decide: (command, state, context) => {
          const events = decider.decide(command, state, context);
          for (const event of events) requireInternal(event, context, decider.evolve(state, event) === state);
          return events;
        },
      };

const requireInternal = ({ type, data }: LedgerEvent, { actor, forum }: Context, leavesStateAsItIs: boolean): void => {
  const { role, side } = acting(actor);
  if (!isInternalKind(type))
    refuse(`${type} is for both sides; leave its visibility out. Internal can be: ${internalKinds.join(', ')}.`);
  if (side === undefined || !forum.sides.includes(side))
    refuse(
      `A ${role} without a side of this forum has nobody to record it for; have that side's secretariat record it.`,
    );
  if ('side' in data && data.side !== side)
    refuse(`What is recorded for ${side} alone is said by ${side}, not by ${String(data.side)}.`);
  if (!leavesStateAsItIs)
    refuse('It would change the status for one side alone; first record for both sides that work has started.');
};

const refuse = (detail: string): never => {
  throw new Refused<CommonRefusal>('INTERNAL_NOT_POSSIBLE', detail);
};
