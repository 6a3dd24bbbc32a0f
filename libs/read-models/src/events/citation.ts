import {
  acting,
  type Authority,
  type Category,
  type LedgerEvent,
  type Metadata,
  type OccurredAt,
  type Source,
  type Visibility,
} from '@jwg/domain';
import { categoryOf, streamName, type Fact, type Projection, type Row, type StoredEvent } from '@jwg/event-sourcing';

/** An event of the ledger as the projections see it. */
export type Recorded<E extends Fact = LedgerEvent> = StoredEvent<E, Metadata> & {
  /** Its place in the log where a fold in another order gave it a `position` of its own (see as-of/refold.ts). */
  readonly logged?: number;
};

/** Where a part of a row comes from, and who may see it. */
export interface Citation {
  readonly eventId: string;
  /** Place in the log. */
  readonly position: number;
  /** Place in the order folded, where that is not the log's. */
  readonly place?: number;
  readonly occurredAt: OccurredAt;
  readonly authority: Authority;
  readonly source: Source;
  readonly visibility: Visibility;
  /** The side that acted, where one did. */
  readonly side?: string;
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

/** What came earlier and what later, in the order folded. */
export const orderOf = ({ place, position }: Pick<Citation, 'place' | 'position'>): number => place ?? position;

export const streamOf = (category: Category, id: string): string => streamName({ category }, id);
export const isOf = (category: Category, { stream }: { stream: string }): boolean => categoryOf(stream) === category;

/** The statement that an event in a commitment's stream carries into effect. */
export const causingStatement = ({ data }: Fact): string | undefined => {
  const statement = (data as { statement?: unknown } | null)?.statement;
  return typeof statement === 'string' ? statement : undefined;
};

/** A projection over the ledger's events. */
export type LedgerProjection<R extends Row, E extends LedgerEvent = LedgerEvent> = Projection<R, E, Metadata>;
