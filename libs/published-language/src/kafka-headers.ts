import type { Attributes, CloudEvent } from './cloud-event.js';

/** A published record: an event or a commitment's status. */
export type Published = Attributes & { readonly data: unknown };

/** A header or a value from a Kafka client: a string, or a Buffer of UTF-8 bytes. */
type Raw = { toString(): string };

/** The attributes without which a record is unreadable. */
const required = [
  'specversion',
  'id',
  'source',
  'type',
  'time',
  'subject',
  'datacontenttype',
  'dataschema',
  'partitionkey',
  'sequence',
  'revision',
  'timeprecision',
  'recordedtime',
  'authority',
  'visibility',
  'correlationid',
  'causationid',
  'delivery',
] as const satisfies (keyof Attributes)[];

/** The record is foreign or damaged. Another attempt to read it does not help. */
export class UnreadableRecord extends Error {
  override readonly name = 'UnreadableRecord';
}

/** Tracers look for the trace under W3C's name, CloudEvents libraries under their own: a traced record has both. */
export const TRACE = 'traceparent';

/** A cache of header names: making twenty names for every record would cost more than the rest of its encoding. */
const headerNames = new Map<string, string>();

/** All begin with `ce_` but one, by the CloudEvents binding. */
export const headerOf = (attribute: string): string => {
  const cached = headerNames.get(attribute);
  if (cached !== undefined) return cached;
  const header = attribute === 'datacontenttype' ? 'content-type' : `ce_${attribute}`;
  headerNames.set(attribute, header);
  return header;
};

const attributeOf = (header: string): string | undefined =>
  header === 'content-type'
    ? 'datacontenttype'
    : header === TRACE
      ? 'traceparent'
      : /^ce_([a-z0-9]+)$/.exec(header)?.[1];

/**
 * A record's Kafka headers (binary mode): all attributes. The record's value is `data` as JSON; its key is
 * `partitionkey`.
 */
export const toHeaders = (record: Published): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (const name of Object.keys(record) as (keyof Published)[]) {
    const value = name === 'data' ? undefined : record[name];
    if (value !== undefined) headers[headerOf(name)] = value;
  }
  if (record.traceparent !== undefined) headers[TRACE] = record.traceparent;
  return headers;
};

/**
 * Restores a record from its headers and its value. Headers that are not of CloudEvents are ignored. The topic and the
 * record's `type` say which kind of record it is: use `fromHeaders<StatusRecord>(…)` for the topic of statuses.
 *
 * @throws UnreadableRecord  an attribute is missing, or the value is not JSON
 */
export const fromHeaders = <P extends Published = CloudEvent>(
  headers: Readonly<Record<string, Raw | undefined>>,
  value: Raw | null,
): P => {
  const attributes: Record<string, string> = {};
  for (const [header, raw] of Object.entries(headers)) {
    const name = attributeOf(header);
    if (name !== undefined && raw !== undefined) attributes[name] = raw.toString();
  }
  const missing = required.filter((name) => attributes[name] === undefined).map(headerOf);
  if (missing.length > 0) throw new UnreadableRecord(`The record has no ${missing.join(', ')}`);
  return { ...attributes, data: parsed(value) } as P;
};

const parsed = (value: Raw | null): unknown => {
  if (value === null) throw new UnreadableRecord('The record has no value');
  try {
    return JSON.parse(value.toString());
  } catch (error) {
    throw new UnreadableRecord('The value of the record is not JSON', { cause: error });
  }
};
