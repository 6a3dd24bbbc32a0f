import { acting, innerSide, type EventType, type LedgerEvent, type Metadata, type OccurredAt } from '@jwg/domain';
import type { StoredEvent } from '@jwg/event-sourcing';
import { cloudEventType, schemaPath } from './names.js';

/** Why an event reaches a subscriber now. `backfill`: it was in the ledger before its first publication began. */
export type Delivery = 'live' | 'backfill' | 'correction' | 'replay';

/**
 * What every record says of itself: CloudEvents 1.0, its attributes in lower case. On Kafka each one is a header `ce_…`
 * (see kafka-headers.ts); over HTTP they stand beside `data` in one object.
 */
export interface Attributes {
  readonly specversion: '1.0';
  /** The event's own id: the same over every way and at every replay. */
  readonly id: string;
  /** Which ledger. */
  readonly source: string;
  readonly type: string;
  /** When it happened, at the beginning of what is known of it; `timeprecision` tells how precisely that is. */
  readonly time: string;
  /** The stream: `commitment-cpec-jwg-st.2.c1`. */
  readonly subject: string;
  readonly datacontenttype: 'application/json';
  readonly dataschema: string;
  /** What Kafka orders by, and the record's key there. */
  readonly partitionkey: string;
  /** Position in the ledger, in decimal digits. It has lawful gaps: what is internal to a side never leaves. */
  readonly sequence: string;
  /**
   * On events read from Kafka: the `sequence` of the record before it in the same partition; none on the first. If it
   * is not the last one that was seen, a record was lost on the way; a `sequence` not above it comes a second time.
   */
  readonly previous?: string;
  /** Place in the stream, in decimal digits. */
  readonly revision: string;
  readonly timeprecision: OccurredAt['precision'];
  /** When the ledger learned it. */
  readonly recordedtime: string;
  /** What kind of record it rests on. */
  readonly authority: Metadata['authority'];
  readonly visibility: 'public' | 'joint';
  /** The side whose people acted, where it is known. */
  readonly side?: string;
  readonly correlationid: string;
  /** The event that caused this one, or the command's id where a person did. */
  readonly causationid: string;
  readonly traceparent?: string;
  readonly delivery: Delivery;
}

/** An event as others see it; its data are whole, in the version that `type` and `dataschema` name. */
export interface CloudEvent<Type extends EventType = EventType> extends Attributes {
  readonly data: Extract<LedgerEvent, { type: Type }>['data'];
}

/** May it leave the ledger at all? What is internal to a side never does. */
export const isPublished = (event: { readonly metadata: unknown }): boolean => innerSide(event) === undefined;

const corrections: readonly string[] = ['RecordCorrected', 'RecordAnnulled'] satisfies EventType[];

/**
 * The event as it is published, its data whole. Who acted as a person stays in the ledger.
 *
 * @param event   in its present form
 * @param source  what tells this ledger from others: the address under which it is known, without a slash at its end
 */
export const toCloudEvent = (
  event: StoredEvent,
  source: string,
  delivery: Exclude<Delivery, 'correction'> = 'live',
): CloudEvent => {
  const { type, data } = event as StoredEvent & LedgerEvent;
  const { occurredAt, actor, authority, visibility, correlationId, causationId, traceparent } =
    event.metadata as Metadata;
  const { side } = acting(actor);
  return {
    specversion: '1.0',
    id: event.id,
    source,
    type: cloudEventType(type, event.schemaVersion),
    time: instantOf(occurredAt.value),
    subject: event.stream,
    datacontenttype: 'application/json',
    dataschema: source + schemaPath(type, event.schemaVersion),
    data,
    partitionkey: event.stream,
    sequence: String(event.position),
    revision: String(event.revision),
    timeprecision: occurredAt.precision,
    recordedtime: event.recordedAt,
    authority,
    visibility: visibility as 'public' | 'joint',
    ...(side !== undefined && { side }),
    correlationid: correlationId,
    causationid: causationId,
    ...(traceparent !== undefined && { traceparent }),
    delivery: delivery === 'live' && corrections.includes(type) ? 'correction' : delivery,
  };
};

/** The first instant of a year, a month or a day; an instant as it is. */
const instantOf = (value: string): string =>
  value.includes('T') ? value : `${value}${'-01-01'.slice(value.length - 4)}T00:00:00Z`;
