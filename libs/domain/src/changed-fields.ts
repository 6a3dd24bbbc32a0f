import { Value } from 'typebox/value';
import { fold, type StoredEvent } from '@jwg/event-sourcing';
import { valuesOf } from './by-id.js';
import type { Category } from './catalogue.js';
import type { CommitmentEvent } from './commitment/events.js';
import { evolveStanding, notRegistered } from './commitment/standing.js';
import { evolve as evolveCommitment, initial as noCommitment } from './commitment/state.js';
import type { SessionEvent } from './session/events.js';
import { evolve as evolveSession, initial as noSession } from './session/state.js';
import { setRight } from './set-right.js';

/** A field of a commitment or session that stands otherwise than before. */
export interface ChangedField {
  readonly field: string;
  /** Null: it had none. */
  readonly from: unknown;
  /** Null: it has none any more. */
  readonly to: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/** The fields by which people decide what to do next, by the names that they have in answers. */
const fieldsOf: Readonly<Record<Category, (history: readonly StoredEvent[]) => Fields>> = {
  commitment: (history) => {
    const events = history as readonly StoredEvent<CommitmentEvent>[];
    const standing = fold({ initial: notRegistered, evolve: evolveStanding }, events);
    const { text, deferredTo, milestones, evidence, consents, report } = fold(
      { initial: noCommitment, evolve: evolveCommitment },
      events,
    );
    const completion = report && { by: report.by, completedOn: report.completedOn };
    const more = { text, deferredTo, completion, milestones, evidence, consents: withSides(consents) };
    return { ...standing, ...more, blockedBy: blockedBy(events, standing) };
  },
  session: (history) => {
    const { phase, plannedOn, openedOn, heldNotAfter, concludedOn, alsoServes, ...record } = fold(
      { initial: noSession, evolve: evolveSession },
      history as readonly StoredEvent<SessionEvent>[],
    );
    const { draft, agreedVersion, agreedBy, signatures, inEffect } = record;
    const statements = valuesOf(record.statements).filter(({ annulled }) => !annulled).length;
    const minutes = { version: draft?.version, agreedVersion, agreedBy, signatures, inEffect };
    return { phase, plannedOn, openedOn, heldNotAfter, concludedOn, alsoServes, statements, ...minutes };
  },
  forum: () => ({}),
  reads: () => ({}),
};

/** Consents by what they are to, without those that are void. */
const withSides = (consents: Fields): Fields =>
  Object.fromEntries(Object.entries(consents).filter(([, sides]) => (sides as readonly string[]).length > 0));

/** What holds the work up. */
const blockedBy = (events: readonly StoredEvent<CommitmentEvent>[], { implementation }: { implementation: string }) => {
  const last = setRight(events).findLast(({ type }) => type === 'CommitmentBlocked');
  if (implementation !== 'onHold' || last?.type !== 'CommitmentBlocked') return undefined;
  const { cause, waitingFor } = last.data;
  return { cause, ...(waitingFor !== undefined && { waitingFor }) };
};

/**
 * What became otherwise in a stream.
 *
 * @param before  its first events
 * @param now  these and the later ones
 */
export const changedFields = (
  category: Category,
  before: readonly StoredEvent[],
  now: readonly StoredEvent[],
): ChangedField[] => {
  const [from, to] = [fieldsOf[category](before), fieldsOf[category](now)];
  return Object.keys(to)
    .filter((field) => !Value.Equal(from[field], to[field]))
    .map((field) => ({ field, from: from[field] ?? null, to: to[field] ?? null }));
};
