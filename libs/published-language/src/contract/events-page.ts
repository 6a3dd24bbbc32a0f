import {
  commitmentEvents,
  forumEvents,
  internalKinds,
  readEvents,
  schemaVersion,
  sessionEvents,
  statementEvents,
  type EventType,
} from '@jwg/domain';
import { cloudEventType } from '../names.js';
import { headerOf } from '../kafka-headers.js';
import { attributes, deliveries } from './attributes.js';
import { meanings } from './meanings.js';
import { schemaFile, schemas, type JsonSchema } from './schemas.js';

const made = schemas();

/** The reference page about all published events, in Markdown. */
export const eventsPage = (): string => `# Published events

<!-- Made from libs/published-language: UPDATE_REFERENCE=1 npm test -- libs/published-language -->

This page describes what leaves the ledger, for services that listen: over Kafka, and the same over [HTTP](http.md). The
contract for tools is [asyncapi.json](asyncapi.json), served at \`/asyncapi.json\`. The schemas are [here](schemas) and are
served at \`/schemas/<Type>.v<n>.json\`. How to listen: [subscribe](../how-to/subscribe.md).

## Topics

${table(
  ['topic', 'key', 'what is on it'],
  [
    ['`<prefix>.events.v1`', 'the stream: `session-cpec-jwg-st.2`', 'every published event, once; never compacted'],
    [
      '`<prefix>.commitment-status.v1`',
      'the commitment’s id: `cpec-jwg-st.2.c1`',
      'the whole current status of each commitment; compacted, so a new service begins here without any history',
    ],
    [
      '`<prefix>.checkpoints.v1`',
      'the log’s name',
      'signed checkpoints as plain text, at most one a second: who keeps them can show any later change ([trust](../explanation/trust.md))',
    ],
    [
      '`<prefix>.replay.<name>`',
      'the stream',
      'a range of events that somebody asked for again; never on a live topic',
    ],
    [
      '`<prefix>.relay-checkpoints.v1`, `<prefix>.replay-checkpoints.v1`',
      '',
      'the relay’s own: no service reads or writes them',
    ],
  ],
)}

\`<prefix>\` is \`JWG_KAFKA_PREFIX\` ([settings](settings.md)). The topics of events and statuses have the same number of
partitions; checkpoints have one. It never changes: a key stays in its partition.

## What is promised

- **Exactly once, for a reader with \`isolation.level=read_committed\`.** Events, statuses and the relay’s own place are
  written in one transaction. kafka-clients (Java), librdkafka and what builds on it, franz-go and kafkajs read so (tried);
  segmentio/kafka-go does not: it hands over records that were undone. Effects of your service outside Kafka are yours: deduplicate by the event’s \`id\`.
- **In order within a stream**, and within a partition by \`sequence\`. Between partitions there is no order.
- **Positions have lawful gaps**: what is internal to a side keeps its position and is never published. \`ce_previous\` shows
  the difference between such a gap and a loss. In one partition: if \`ce_previous\` is not the last \`ce_sequence\` you saw, a
  record was lost; if \`ce_sequence\` is not above it, the record is a repeat. The first record of a partition has no
  \`ce_previous\`.
- **The data are what was recorded, whole.** A correction is a further event, never another form of the first. What was
  recorded in an older version of its schema comes in the present one; \`ce_type\` says which that is.
- **A schema only grows**: one version gets only further optional fields and better words. Every other change (a field
  removed, a type or a bound changed, a value added or removed) is a new version with a type of its own. Ignore fields that
  you do not know.

**Never published**: events that are internal to one side (\`sideInternal\`: some of ${list(internalKinds)}), what auditors
read (\`LedgerRead\`), and the person who acted. Of the actor only the side is published. Names that are part of what was said or signed (an office holder who spoke, a
signatory) are data and stay.

## A record

CloudEvents 1.0 in binary mode: each attribute is a header, the value is the event’s data as JSON. Names are lower-case letters
and digits. Over HTTP the same attributes, without \`ce_\`, are beside \`data\` in one object, with a \`cursor\` to continue from.

${table(
  ['header', 'what', 'when'],
  Object.entries(attributes).map(([name, { means, onlyWhere }]) => [
    `\`${headerOf(name)}\``,
    means,
    onlyWhere ?? 'always',
  ]),
)}

${table(
  ['`ce_delivery`', 'why it reaches you now'],
  Object.entries(deliveries).map(([name, why]) => [`\`${name}\``, why]),
)}

Over HTTP an event is \`live\` or a \`correction\`, however old it is: a reader that asks from the beginning knows this.

## Status of a commitment

${made[schemaFile('CommitmentStatus', 1)]!.description!} Type \`org.jwgledger.jwg.CommitmentStatus.v1\`; [schema](schemas/CommitmentStatus.v1.json).
It is folded from the published events of the commitment’s own stream, so it holds nothing that a reader of the events could
not know. The attributes are those of the last event in the fold: the status is true up to \`ce_sequence\`. Its
\`ce_source\` ends in \`/commitment-status\`, since it shares the event’s \`ce_id\`.

It exists from the commitment’s registration on, and stays for ever: no event removes a commitment’s id (a commitment that is
withdrawn, superseded or not adopted has that status). So there are no tombstones. Whether it is *overdue* depends on the day
you ask: past \`due\`, \`disposition\` open, \`adoption\` provisional or adopted, and neither completed nor reported complete.

${fieldsOf('CommitmentStatus', 1, [])}

## Events of a forum

Stream \`forum-<forum>\`: \`forum-cpec-jwg-st\`.

${events(forumEvents)}

## Events of a session

Stream \`session-<session>\`: \`session-cpec-jwg-st.2\`. Its statements take effect in the streams of the commitments, as
events of their own; the verb decides the effect.

${events(without(sessionEvents, statementEvents))}

## Statements

Statements are in the stream of their session. The [lexicon](lexicon.md) says which verb makes which. Each has these fields, beside those listed with it:

${fieldsOf('ProgressAppreciated', 1, [])}

${events(statementEvents, Object.keys(statementEvents.ProgressAppreciated.properties))}

## Events of a commitment

Stream \`commitment-<commitment>\`: \`commitment-cpec-jwg-st.2.c1\`. When a statement took effect here, \`statement\`
names it.

${events(commitmentEvents)}

## Reads

Stream \`reads-<forum>.<day>\`: \`reads-cpec-jwg-st.2026-01-31\`; \`reads-_ledger.<day>\` of the whole ledger. They are in the log and
in its proofs, and in no feed ([why](../adr/0042-reads-are-on-record.md)).

${events(readEvents)}
`;

const without = (all: object, some: object) =>
  Object.fromEntries(Object.entries(all).filter(([name]) => !Object.hasOwn(some, name)));

const events = (of: object, known: readonly string[] = []): string =>
  (Object.keys(of) as EventType[]).map((type) => about(type, known)).join('\n\n');

const about = (type: EventType, known: readonly string[]): string => {
  const version = schemaVersion(type);
  const internal = (internalKinds as readonly string[]).includes(type);
  return [
    `### ${type}`,
    [meanings[type], ...(internal ? ['One side may record it for itself alone; then it is not published.'] : [])].join(
      ' ',
    ),
    `\`${cloudEventType(type, version)}\` · [schema](schemas/${schemaFile(type, version)})`,
    fieldsOf(type, version, known),
  ]
    .filter((it) => it !== '')
    .join('\n\n');
};

const fieldsOf = (type: EventType | 'CommitmentStatus', version: number, known: readonly string[]): string => {
  const { properties = {}, required = [] } = made[schemaFile(type, version)]!;
  const rows = Object.entries(properties)
    .filter(([name]) => !known.includes(name))
    .map(([name, schema]) => [
      `\`${name}\`${required.includes(name) ? '' : ' _(optional)_'}`,
      [schema.description, valuesOf(schema)].filter(Boolean).join('; '),
    ]);
  return rows.length === 0 ? '' : table(['field', 'what'], rows);
};

const valuesOf = (schema: JsonSchema): string => (schema.enum ? list(schema.enum as string[]) : '');
const list = (names: readonly string[]): string => names.map((it) => `\`${it}\``).join(', ');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(inCell).join(' | ')} |`).join('\n');
const inCell = (text: string) => text.replaceAll('|', '\\|');
