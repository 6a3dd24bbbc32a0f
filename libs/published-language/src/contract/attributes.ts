import { authorities } from '@jwg/domain';
import type { Attributes } from '../cloud-event.js';
import type { JsonSchema } from './schemas.js';

interface Attribute {
  readonly means: string;
  readonly schema: JsonSchema;
  /** When the attribute is present; absent for an attribute that is always present. */
  readonly onlyWhere?: string;
}

const text = { type: 'string' };
const uuid = { type: 'string', format: 'uuid' };
const digits = { type: 'string', pattern: '^[0-9]+$' };
const instant = { type: 'string', format: 'date-time' };

/** The attributes of every record, the most interesting first. */
export const attributes: Readonly<Record<keyof Attributes, Attribute>> = {
  specversion: { means: 'of CloudEvents', schema: { ...text, const: '1.0' } },
  id: {
    means: 'the event’s own id: the same over Kafka, over HTTP and in every replay; deduplicate by it',
    schema: uuid,
  },
  source: {
    means: 'which ledger; a status record adds `/commitment-status`',
    schema: { type: 'string', format: 'uri-reference' },
  },
  type: {
    means: 'what happened, and the version of its schema',
    schema: { ...text, pattern: '^org\\.jwgledger\\.jwg\\.' },
  },
  subject: { means: 'the stream: `session-cpec-jwg-st.2`', schema: text },
  time: { means: 'when it happened, at the beginning of what is known of it', schema: instant },
  timeprecision: {
    means: 'how precisely `time` is known; `session`: on the session’s date, the hour unknown',
    schema: { ...text, title: 'TimePrecision', enum: ['instant', 'day', 'month', 'year', 'session'] },
  },
  recordedtime: { means: 'when the ledger learned it', schema: instant },
  sequence: { means: 'the position in the ledger, in decimal digits: compare as numbers', schema: digits },
  previous: {
    means: 'the `sequence` of the record before it in the same partition',
    schema: digits,
    onlyWhere: 'on topics of events, except on the first record of a partition',
  },
  revision: { means: 'the place in the stream, in decimal digits', schema: digits },
  partitionkey: { means: 'the record’s key on Kafka: the stream, or of a status the commitment’s id', schema: text },
  authority: {
    means: 'what kind of record it rests on, weakest first',
    schema: { ...text, title: 'Authority', enum: [...authorities] },
  },
  visibility: {
    means: 'whether anybody may see it, or the two sides',
    schema: { ...text, title: 'PublishedVisibility', enum: ['public', 'joint'] },
  },
  side: {
    means: 'the side whose people acted; persons are never named',
    schema: { type: 'string', pattern: '^[A-Z][A-Z0-9]{0,11}$' },
    onlyWhere: 'where a side acted',
  },
  correlationid: { means: 'the same for all events that one request led to', schema: uuid },
  causationid: { means: 'the event that caused it, or the command where a person did', schema: uuid },
  traceparent: {
    means: 'W3C Trace Context of the request that led to it; on Kafka also as `traceparent`, where tracers look for it',
    schema: { type: 'string', pattern: '^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$' },
    onlyWhere: 'where it was traced',
  },
  delivery: {
    means: 'why it reaches you now (below)',
    schema: { ...text, title: 'Delivery', enum: ['live', 'backfill', 'correction', 'replay'] },
  },
  dataschema: {
    means: 'where the JSON Schema of the data is served',
    schema: { type: 'string', format: 'uri-reference' },
  },
  datacontenttype: { means: 'of the data', schema: { ...text, const: 'application/json' } },
};

export const deliveries = {
  live: 'it has just been recorded',
  backfill: 'it was in the ledger before the relay’s first start, and comes for the first time',
  correction: 'it has just been recorded, and says that an earlier record was wrong: RecordCorrected, RecordAnnulled',
  replay: 'somebody asked for it again; only on a replay topic',
} satisfies Record<Attributes['delivery'], string>;
