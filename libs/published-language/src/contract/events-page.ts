import {
  commitmentEvents,
  forumEvents,
  internalKinds,
  schemaVersion,
  sessionEvents,
  statementEvents,
  type EventType,
} from '@jwg/domain';
import { cloudEventType } from '../names.js';
import { headerOf } from '../kafka-headers.js';
import { attributes, deliveries } from './attributes.js';
import { meanings, wordsOf } from './meanings.js';
import { schemaFile, schemas, type JsonSchema } from './schemas.js';

const made = schemas();

/** The page of reference about all that leaves the ledger, in Markdown. */
export const eventsPage = (): string => `# Published events

<!-- Made from libs/published-language: UPDATE_REFERENCE=1 npm test -- libs/published-language -->

What leaves the ledger, for services that listen: over Kafka, and the same over [HTTP](http.md). The contract for tools is
[asyncapi.json](asyncapi.json), served at \`/asyncapi.json\`; the schemas stand [here](schemas) and are served at
\`/schemas/<Type>.v<n>.json\`. How to listen: [how-to/subscribe](../how-to/subscribe.md).

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
    ['`<prefix>.replay.<name>`', 'the stream', 'events again that somebody asked for; never on a live topic'],
    ['`<prefix>.relay-checkpoints.v1` and the like', '', 'the relay’s own: nobody else reads or writes them'],
  ],
)}

\`<prefix>\` is \`JWG_KAFKA_PREFIX\` ([settings](settings.md)). All topics but the relay’s own have the same number of
partitions, and it does not change: a key stays in its partition.

## What is promised

- **Exactly once, for a reader with \`isolation.level=read_committed\`.** Events, statuses and the relay’s own place are
  written in one transaction. What your service does beyond Kafka is yours: dedupe by the event’s \`id\`.
- **In order within a stream**, and within a partition by \`sequence\`. Between partitions there is no order.
- **Positions have lawful gaps**: what is internal to a side keeps its position and never leaves. \`ce_previous\` tells such
  a gap from a loss. In one partition: \`ce_previous\` is not the last \`ce_sequence\` you saw – a record was lost;
  \`ce_sequence\` is not above it – it comes again. The first record of a partition has no \`ce_previous\`.
- **The data are what was recorded, whole.** A correction is a further event, never another form of the first. What was
  recorded in an older version of its schema comes in the present one; \`ce_type\` says which that is.
- **A schema only grows**: under one version, only further optional fields and better words come. Everything else – a field
  gone, a type or a bound changed, a value more or less – is a new version with a type of its own. Read on over fields that
  you do not know.

**Never published**: events that are internal to one side (\`sideInternal\`: some of ${list(internalKinds)}), and who acted as a
person. Of the actor only the side is told. Names that are part of what was said or signed (an office holder who spoke, a
signatory) are data and stay.

## A record

CloudEvents 1.0 in binary mode: each attribute is a header, the value is the event’s data as JSON. Names are lower-case letters
and digits. Over HTTP the same attributes, without \`ce_\`, stand beside \`data\` in one object, with a \`cursor\` to go on from.

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

Over HTTP an event is \`live\` or a \`correction\`, however old: whoever asks from the beginning knows that he does.

## Status of a commitment

${made[schemaFile('CommitmentStatus', 1)]!.description!} Type \`org.jwgledger.jwg.CommitmentStatus.v1\`; [schema](schemas/CommitmentStatus.v1.json).
It is folded from the published events of the commitment’s own stream, so it knows nothing that a reader of the events could
not know. The attributes are those of the last event that went into it: up to \`ce_sequence\` the status is true. Its
\`ce_source\` ends in \`/commitment-status\`, since it shares the event’s \`ce_id\`.

It is there from the commitment’s registration on, and stays for ever: no event takes a commitment’s id away (one that is
withdrawn, superseded or not adopted has that status). So there are no tombstones. Whether it is *overdue* depends on the day
you ask: past \`due\`, \`disposition\` open, \`adoption\` provisional or adopted, and neither completed nor reported complete.

${fieldsOf('CommitmentStatus', 1, [])}

## Events of a forum

Stream \`forum-<forum>\`: \`forum-cpec-jwg-st\`.

${events(forumEvents)}

## Events of a session

Stream \`session-<session>\`: \`session-cpec-jwg-st.2\`. What is said in it takes effect in the streams of the commitments, as
events of their own, by what the verb implies and never by more.

${events(without(sessionEvents, statementEvents))}

## Statements

In the stream of their session. Each has, beside what is named with it:

${fieldsOf('ProgressAppreciated', 1, [])}

${events(statementEvents, Object.keys(statementEvents.ProgressAppreciated.properties))}

## Events of a commitment

Stream \`commitment-<commitment>\`: \`commitment-cpec-jwg-st.2.c1\`. \`statement\` names what was said that took effect here,
where something was.

${events(commitmentEvents)}
`;

const without = (all: object, some: object) =>
  Object.fromEntries(Object.entries(all).filter(([name]) => !Object.hasOwn(some, name)));

const events = (of: object, known: readonly string[] = []): string =>
  (Object.keys(of) as EventType[]).map((type) => about(type, known)).join('\n\n');

const about = (type: EventType, known: readonly string[]): string => {
  const version = schemaVersion(type);
  const words = wordsOf(type);
  const internal = (internalKinds as readonly string[]).includes(type);
  return [
    `### ${type}`,
    [
      meanings[type],
      ...(words.length > 0 ? [`In the minutes: ${words.map((it) => `_${it}_`).join(', ')}.`] : []),
      ...(internal ? ['One side may record it for itself alone; then it is not published.'] : []),
    ].join(' '),
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
