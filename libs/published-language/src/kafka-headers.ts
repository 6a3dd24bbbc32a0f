import type { Attributes, CloudEvent } from './cloud-event.js';

/** A published record of any kind: an event, or a commitment's status. */
export type Published = Attributes & { readonly data: unknown };

/** A header or a value as a Kafka client hands it over: text, or its bytes in UTF-8 as a Buffer. */
type Raw = { toString(): string };

/** What a record cannot be read without. */
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

/** It is no record of ours: a foreign one on the topic, or a damaged one. Reading it again will not help. */
export class UnreadableRecord extends Error {
  override readonly name = 'UnreadableRecord';
}

/** Made once each: to put twenty names together anew for every record costs more than everything else about it. */
const headerNames = new Map<string, string>();

/** Two attributes have a home of their own: one by the CloudEvents binding, one by W3C Trace Context. */
export const headerOf = (attribute: string): string => {
  const known = headerNames.get(attribute);
  if (known !== undefined) return known;
  const header =
    attribute === 'datacontenttype' ? 'content-type' : attribute === 'traceparent' ? attribute : `ce_${attribute}`;
  headerNames.set(attribute, header);
  return header;
};

const attributeOf = (header: string): string | undefined =>
  header === 'content-type'
    ? 'datacontenttype'
    : header === 'traceparent'
      ? header
      : /^ce_([a-z0-9]+)$/.exec(header)?.[1];

/** The headers of the record on Kafka (binary mode): all attributes; the record's value is `data` as JSON, its key `partitionkey`. */
export const toHeaders = (record: Published): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (const name of Object.keys(record) as (keyof Published)[]) {
    const value = name === 'data' ? undefined : record[name];
    if (value !== undefined) headers[headerOf(name)] = value;
  }
  return headers;
};

/**
 * The record again, from its headers and its value; headers that are not CloudEvents' are left out. Which kind it is
 * the topic tells, and its `type`: `fromHeaders<StatusRecord>(…)` for the topic of statuses.
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
