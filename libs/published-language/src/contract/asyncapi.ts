import { schemaVersion, type EventType } from '@jwg/domain';
import { samples, storedSample } from '@jwg/domain/samples';
import { toCloudEvent, type Attributes } from '../cloud-event.js';
import { evolveStatus, toStatusRecord } from '../commitment-status.js';
import { headerOf, toHeaders, TRACE } from '../kafka-headers.js';
import { attributes } from './attributes.js';
import { meanings } from './meanings.js';
import { eventTypes, schemaFile, type JsonSchema } from './schemas.js';

interface Addresses {
  /** The prefix of the topics' names. */
  readonly prefix: string;
  /** The address of the ledger. */
  readonly source: string;
}

/**
 * The contract with subscribers as an AsyncAPI 3 document: the topics, the two ways over HTTP, and every message with
 * its headers, its schema and an example. References to schemas are relative, because the schemas are beside the
 * document both in the repository and on the server.
 */
export const asyncApi = ({ prefix, source }: Addresses): object => ({
  asyncapi: '3.0.0',
  info: {
    title: 'JWG Ledger: the published events',
    version: '1.0.0',
    description:
      'What joint working groups said and signed, as CloudEvents: over Kafka, and over HTTP where there is no Kafka. ' +
      'Promises, topics and keys in words: docs/reference/events.md.',
  },
  defaultContentType: 'application/json',
  servers: {
    kafka: { host: 'localhost:9092', protocol: 'kafka', description: 'JWG_KAFKA_BROKERS' },
    http: {
      ...serverAt(source),
      description: 'JWG_PUBLIC_URL',
      security: [{ $ref: '#/components/securitySchemes/bearer' }],
    },
  },
  channels: {
    events: onKafka(`${prefix}.events.v1`, allEvents(), 'Every published event, once, in order per stream.', 'delete'),
    commitmentStatus: onKafka(
      `${prefix}.commitment-status.v1`,
      reference('messages', ['CommitmentStatus']),
      'The whole current status of each commitment; compacted, so a new service begins here without any history.',
      'compact',
    ),
    checkpoints: onKafka(
      `${prefix}.checkpoints.v1`,
      reference('messages', ['SignedCheckpoint']),
      'The signed checkpoints of the ledger’s log, at most one a second: keep them, and nobody can change what they cover.',
      'delete',
    ),
    replay: {
      ...onKafka(
        `${prefix}.replay.{name}`,
        allEvents(),
        'Events again, from one position to another, on a topic of their own; never on a live one.',
        'delete',
      ),
      parameters: { name: { description: 'as whoever asked for the replay called it' } },
    },
    eventBatches: overHttp(
      '/v1/events/batch',
      'EventBatch',
      'Page by page; `Link: rel="next"` and `Cursor` say how to go on.',
    ),
    eventStream: overHttp('/v1/events/stream', 'EventAsSent', 'As they are recorded; `Last-Event-ID` resumes.'),
  },
  operations: {
    publishEvents: sending('events'),
    publishCommitmentStatus: sending('commitmentStatus'),
    publishCheckpoints: sending('checkpoints'),
    replayEvents: sending('replay'),
    serveEventBatches: sending('eventBatches'),
    streamEvents: sending('eventStream'),
  },
  components: {
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'docs/reference/access.md' },
    },
    messageTraits: {
      onKafka: {
        headers: headers(),
        correlationId: { location: `$message.header#/${headerOf('correlationid')}` },
        bindings: { kafka: { key: { type: 'string', description: attributes.partitionkey.means } } },
      },
    },
    schemas: { CloudEvent: cloudEvent() },
    messages: {
      ...Object.fromEntries(eventTypes.map((type) => [type, eventMessage(type, source)])),
      CommitmentStatus: statusMessage(source),
      SignedCheckpoint: {
        title: 'A signed checkpoint',
        description:
          'A C2SP tlog-checkpoint: the log’s name, how many events it covers, their root, and who has signed that. ' +
          'One that witnesses have co-signed comes again with their lines. docs/explanation/trust.md',
        contentType: 'text/plain',
        payload: { title: 'SignedNote', type: 'string' },
        bindings: { kafka: { key: { type: 'string', description: 'the log’s name' } } },
      },
      EventAsSent: {
        title: 'An event in the text/event-stream format',
        description: '`id` is the cursor, `event` the type, `data` the CloudEvent.',
        contentType: 'application/cloudevents+json',
        payload: { $ref: '#/components/schemas/CloudEvent' },
      },
      EventBatch: {
        title: 'A page of events',
        contentType: 'application/cloudevents-batch+json',
        payload: { title: 'CloudEventBatch', type: 'array', items: { $ref: '#/components/schemas/CloudEvent' } },
      },
    },
  },
});

const serverAt = (source: string) => {
  const { host, protocol, pathname } = new URL(source);
  return { host, protocol: protocol.slice(0, -1), ...(pathname !== '/' && { pathname }) };
};

const reference = (part: 'messages', names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/${part}/${name}` }]));
const allEvents = () => reference('messages', eventTypes);

const onKafka = (address: string, messages: object, description: string, policy: 'delete' | 'compact') => ({
  address,
  description,
  servers: [{ $ref: '#/servers/kafka' }],
  messages,
  bindings: { kafka: { topicConfiguration: { 'cleanup.policy': [policy] } } },
});

const overHttp = (address: string, message: string, description: string) => ({
  address,
  description,
  servers: [{ $ref: '#/servers/http' }],
  messages: reference('messages', [message]),
});

/** The document describes the ledger, so every operation is `send`; the subscriber receives. */
const sending = (channel: string) => ({ action: 'send', channel: { $ref: `#/channels/${channel}` } });

const eventMessage = (type: EventType, source: string) => {
  const event = toCloudEvent(storedSample(type), source);
  return message(type, event.type, meanings[type], schemaFile(type, schemaVersion(type)), {
    headers: toHeaders(event),
    payload: samples[type],
  });
};

const statusMessage = (source: string) => {
  const event = storedSample('CommitmentRegistered');
  const record = toStatusRecord(evolveStatus(undefined, event)!, event, source);
  const words = 'The whole current status of one commitment, as everybody sees it.';
  const example = { headers: toHeaders(record), payload: JSON.parse(JSON.stringify(record.data)) as object };
  return message('CommitmentStatus', record.type, words, schemaFile('CommitmentStatus', 1), example);
};

const message = (title: string, name: string, summary: string, schema: string, example: object) => ({
  name,
  title,
  summary,
  traits: [{ $ref: '#/components/messageTraits/onKafka' }],
  payload: { $ref: `./schemas/${schema}` },
  examples: [example],
});

const described = Object.entries(attributes).map(([name, { schema, means, onlyWhere }]): [string, JsonSchema] => [
  name,
  { ...schema, description: onlyWhere === undefined ? means : `${means}; ${onlyWhere}` },
]);
const always = Object.keys(attributes).filter((name) => attributes[name as keyof Attributes].onlyWhere === undefined);

const headers = (): JsonSchema => ({
  title: 'KafkaHeaders',
  type: 'object',
  required: always.map(headerOf),
  properties: {
    ...Object.fromEntries(described.map(([name, schema]) => [headerOf(name), schema])),
    [TRACE]: { ...attributes.traceparent.schema, description: 'the same as ce_traceparent, where tracers look for it' },
  },
});

/** The attributes and the data in one object. To continue, a reader sends `cursor` back to the ledger. */
const cloudEvent = (): JsonSchema => ({
  title: 'CloudEvent',
  type: 'object',
  required: [...always, 'data', 'cursor'],
  properties: {
    ...Object.fromEntries(described.filter(([name]) => name !== 'previous')),
    data: { title: 'EventData', type: 'object', description: 'as the schema of its type says (`dataschema`)' },
    cursor: { type: 'string', description: 'hand it back as `after` to go on behind this event' },
  },
});
