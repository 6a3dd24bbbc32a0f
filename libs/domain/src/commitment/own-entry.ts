import type { StoredEvent } from '@jwg/event-sourcing';
import { allow, type Context } from '../context.js';
import { acting, type Metadata } from '../metadata.js';
import { innerSide } from '../internal.js';
import { setRight } from '../set-right.js';
import type { CommitmentEvent } from './events.js';
import { refuse, requireRegistered } from './rules.js';
import type { Commitment } from './state.js';

type Entry = StoredEvent<CommitmentEvent>;

/**
 * The entries that this person, or somebody for whom this person answers, made for everybody to see, the last one first.
 */
export function* ownEntries({ actor, history }: Context): Iterable<Entry> {
  const me = acting(actor);
  const entries = setRight(history) as readonly Entry[];
  for (let n = entries.length - 1; n >= 0; n -= 1)
    if (innerSide(entries[n]!) === undefined && isOwn(entries[n]!, me)) yield entries[n]!;
}

/** An entry that this person, or somebody for whom this person answers, made. What is internal to others is unknown. */
export const ownEntry = (eventId: string, state: Commitment, context: Context): Entry => {
  requireRegistered(state);
  allow(context, 'focalPoint', 'secretariat', 'coChair', 'recorder');
  const entry = (setRight(context.history) as Entry[]).find(({ id }) => id === eventId);
  const me = acting(context.actor);
  const inner = entry && innerSide(entry);
  if (!entry || (inner !== undefined && inner !== me.side))
    return refuse('UNKNOWN_ENTRY', `There is no entry ${eventId} of this commitment.`, eventId);
  if (inner !== undefined)
    refuse('NOT_CORRECTABLE', 'What is internal to a side stays as it was entered; report again what is so.');
  const author = acting((entry.metadata as Metadata).actor);
  if (author.role === 'policy')
    refuse('NOT_CORRECTABLE', 'A session decided this; it is corrected or annulled in that session.');
  if (!isOwn(entry, me))
    refuse(
      'NOT_YOURS',
      `It was entered by the ${author.role}${author.side ? ` of ${author.side}` : ''}; they set it right, or their secretariat.`,
    );
  return entry;
};

type Person = ReturnType<typeof acting>;

const isOwn = ({ metadata }: Entry, me: Person): boolean => {
  const author = acting((metadata as Metadata).actor);
  return (
    (me.role === author.role && me.side === author.side && me.institution === author.institution) ||
    (me.role === 'secretariat' && me.side !== undefined && me.side === author.side)
  );
};
