import {
  acting,
  type Authority,
  type Category,
  type LedgerEvent,
  type Metadata,
  type OccurredAt,
  type Role,
  type Source,
  type Visibility,
} from '@jwg/domain';
import { categoryOf, streamName, type Fact, type Projection, type Row, type StoredEvent } from '@jwg/event-sourcing';

/** An event of the ledger as the projections see it. */
export type Recorded<E extends Fact = LedgerEvent> = StoredEvent<E, Metadata> & {
  /** Its position in the log, if a fold in another order gave it another `position` (see as-of/refold.ts). */
  readonly logged?: number;
};

/** The source of a part of a row, and who may see it. */
export interface Citation {
  readonly eventId: string;
  /** Position in the log. */
  readonly position: number;
  /** Place in the order of the fold, if that is not the log's. */
  readonly place?: number;
  readonly occurredAt: OccurredAt;
  readonly authority: Authority;
  readonly source: Source;
  readonly visibility: Visibility;
  /** The side that acted, if a side did. */
  readonly side?: string;
}

/** An entry of a commitment: who acted, and who entered it. */
export interface Entered extends Citation {
  /** The side, with its institution if one acted; missing of what a session led to. */
  readonly by?: { readonly side: string; readonly institution?: string };
  /** The role in which it was entered: a recorder enters what others did, and the policy carries out what was said. */
  readonly enteredBy: { readonly role: Role };
}

export const logPosition = ({ logged, position }: Recorded): number => logged ?? position;

export const cite = (event: Recorded): Citation => {
  const { occurredAt, authority, source, visibility, actor } = event.metadata;
  const { side } = acting(actor);
  return {
    eventId: event.id,
    position: logPosition(event),
    ...(event.logged !== undefined && { place: event.position }),
    occurredAt,
    authority,
    source,
    visibility,
    ...(side !== undefined && { side }),
  };
};

export const entered = (event: Recorded): Entered => {
  const { actor } = event.metadata;
  const { side, institution } = acting(actor);
  return {
    ...cite(event),
    ...(side !== undefined && { by: { side, ...(institution !== undefined && { institution }) } }),
    enteredBy: { role: actor.role },
  };
};

/** The place of an event in the order of the fold, to compare which came earlier. */
export const orderOf = ({ place, position }: Pick<Citation, 'place' | 'position'>): number => place ?? position;

export const streamOf = (category: Category, id: string): string => streamName({ category }, id);
export const isOf = (category: Category, { stream }: { stream: string }): boolean => categoryOf(stream) === category;

/** The statement that an event in a commitment's stream carries into effect. */
export const causingStatement = ({ data }: Fact): string | undefined => {
  const statement = (data as { statement?: unknown } | null)?.statement;
  return typeof statement === 'string' ? statement : undefined;
};

/** A projection over the ledger's events. */
export type LedgerProjection<
  R extends Row,
  E extends LedgerEvent = LedgerEvent,
  Apart extends keyof R = never,
> = Projection<R, E, Metadata, Apart>;
