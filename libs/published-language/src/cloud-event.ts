import { acting, innerSide, type EventType, type LedgerEvent, type Metadata, type OccurredAt } from '@jwg/domain';
import type { StoredEvent } from '@jwg/event-sourcing';
import { cloudEventType, schemaPath } from './names.js';

/**
 * Why an event reaches a subscriber now. `backfill`: the event was in the ledger before its first publication began.
 */
export type Delivery = 'live' | 'backfill' | 'correction' | 'replay';

/**
 * The attributes of every record: CloudEvents 1.0, with lower-case names. On Kafka each attribute is a header `ce_…`
 * (see kafka-headers.ts); over HTTP the attributes and `data` are fields of one object.
 */
export interface Attributes {
  readonly specversion: '1.0';
  /** The event's own id: the same over Kafka, over HTTP and in every replay. */
  readonly id: string;
  /** Identifies the ledger. */
  readonly source: string;
  readonly type: string;
  /**
   * When the event happened: the first instant of the known day, month or year. `timeprecision` gives the precision.
   */
  readonly time: string;
  /** The stream, for example `commitment-cpec-jwg-st.2.c1`. */
  readonly subject: string;
  readonly datacontenttype: 'application/json';
  readonly dataschema: string;
  /** The record's key on Kafka, which keeps the order of records with one key. */
  readonly partitionkey: string;
  /**
   * The position in the ledger, in decimal digits. Gaps are normal, because events internal to a side are never
   * published.
   */
  readonly sequence: string;
  /**
   * Only on events read from Kafka: the `sequence` of the previous record in the same partition; absent on the first
   * record. If it is not the `sequence` of the last record that you saw, a record was lost. A record whose `sequence`
   * is not higher than the last one is a duplicate.
   */
  readonly previous?: string;
  /** The place of the event in its stream, in decimal digits. */
  readonly revision: string;
  readonly timeprecision: OccurredAt['precision'];
  /** When the ledger recorded the event. */
  readonly recordedtime: string;
  /** The kind of record on which the event rests. */
  readonly authority: Metadata['authority'];
  readonly visibility: 'public' | 'joint';
  /** The side whose people acted, where the side is known. */
  readonly side?: string;
  readonly correlationid: string;
  /** The id of the event that caused this one, or of the command when a person caused it. */
  readonly causationid: string;
  readonly traceparent?: string;
  readonly delivery: Delivery;
}

/** A published event with its complete data, in the version that `type` and `dataschema` name. */
export interface CloudEvent<Type extends EventType = EventType> extends Attributes {
  readonly data: Extract<LedgerEvent, { type: Type }>['data'];
}

/** Any published event. Its `type` says which `data` it has. */
export type AnyCloudEvent = {
  [Type in EventType]: CloudEvent<Type> & { readonly type: `org.jwgledger.jwg.${Type}.v${number}` };
}[EventType];

/** Whether the event may leave the ledger. Events internal to a side never do. */
export const isPublished = (event: { readonly metadata: unknown }): boolean => innerSide(event) === undefined;

const corrections: readonly string[] = ['RecordCorrected', 'RecordAnnulled'] satisfies EventType[];

/**
 * The published form of an event, with its complete data. The person who acted is never published.
 *
 * @param event   in its present form
 * @param source  the address of the ledger, without a trailing slash; it identifies the ledger
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

/** The first instant of a year, a month or a day; an instant stays as it is. */
const instantOf = (value: string): string =>
  value.includes('T') ? value : `${value}${'-01-01'.slice(value.length - 4)}T00:00:00Z`;
