import {
  actsOf,
  commitment,
  nextMoves,
  type Actor,
  type Around,
  type CommitmentAct,
  type CommitmentEvent,
  type Forum,
  type NextMove,
} from '@jwg/domain';
import { fold, kindOf, streamName, type StoredEvent } from '@jwg/event-sourcing';
import type { Ledger } from '@jwg/platform';
import { forums, signedBy, type CommitmentRecord, type ForumRow, type RowsAt } from '@jwg/read-models';

export interface Moves {
  /** What it waits for: the next moves by the rules, and who may make them. Missing while the ledger cannot be read. */
  readonly waitsFor?: readonly NextMove[];
  /** The commands with which the caller may change something in it. Only now: nothing is written in the past. */
  readonly may?: readonly CommitmentAct[];
}

/**
 * The moves that the rules allow at the moment of the answer.
 *
 * @param caller  missing where the question is about the past
 */
export const movesOf = async (
  ledger: Ledger,
  asked: RowsAt,
  { id, forum, binding }: CommitmentRecord,
  caller: Actor | undefined,
): Promise<Moves> => {
  const row = await asked.reader.get(forums, forum);
  const history = await historyOf(ledger, asked, id);
  if (!row || !history) return {};
  const events = history as StoredEvent<CommitmentEvent>[];
  // Events of an answer as of what occurred are in another order than the stream's.
  const state = asked.folded ? fold(commitment, events) : ledger.fold(commitment, id, events);
  const around: Around = { forum: stateOf(row), history, now: `${asked.on}T23:59:59.999Z` };
  return {
    waitsFor: nextMoves(state, around, binding && signedBy(binding)),
    ...(caller && { may: actsOf(state, around, caller) }),
  };
};

/** The events on which a command would be decided at that moment; nothing while the ledger cannot be read. */
const historyOf = async (
  ledger: Ledger,
  { folded, position }: RowsAt,
  id: string,
): Promise<readonly StoredEvent[] | undefined> => {
  if (folded) return folded.filter(({ stream }) => stream === streamName(commitment, id));
  try {
    return (await ledger.history('commitment', id)).filter((event) => event.position <= position);
  } catch (error) {
    if (kindOf(error) === 'unavailable') return undefined;
    throw error;
  }
};

/** What the rules of commitments use of a forum. */
const stateOf = ({ sides, institutions, parent, dormant }: ForumRow): Forum => ({
  established: true,
  dormant: dormant !== undefined,
  ...(parent !== undefined && { parent }),
  sides: sides.map(({ side }) => side),
  institutions: Object.fromEntries(institutions.map(({ id, ...rest }) => [id, rest])),
  coChairs: {},
  verbs: [],
  forgotten: [],
});
