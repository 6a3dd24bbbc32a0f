import type { Type } from '@nestjs/common';
import { Command } from '@nestjs/cqrs';
import { catalogue, doubtCodes, Metadata, type Violation } from '@jwg/domain';
import {
  commitmentCommands,
  fieldsOf,
  GiveCommands,
  Invalid,
  RecordStatements,
  schemaOf,
  statementCommands,
  parseInput,
} from '@jwg/application';
import { routesOf, type Route } from '../openapi/routes.js';
import { problemResponses, responsesOf, type Examples } from './responses.js';
import { shared, sharedSchemas } from './shared-schemas.js';
import { schemasOfTypes, type JsonSchema, type Understood } from './schema-of-types.js';

/** The type of each question's answer. */
const answers: Readonly<Record<string, string>> = {
  ListForums: 'ForumList',
  GetForum: 'ForumRecord',
  ListWords: 'WordList',
  ListSessions: 'SessionList',
  GetSession: 'SessionRecord',
  GetMatrix: 'Matrix',
  GetFacets: 'Facets',
  GetOverview: 'Overview',
  GetMoments: 'Moments',
  ListAllSessions: 'SessionPage',
  ListInstitutions: 'InstitutionList',
  GetTimeline: 'Timeline',
  ListCommitments: 'CommitmentList',
  ListEvidence: 'EvidenceList',
  GetCommitment: 'CommitmentAnswer',
  GetBoard: 'Board',
  GetSilence: 'Silence',
  ListEvents: 'EventPage',
  FollowEvents: 'FeedEvent',
  FollowChanges: 'Change',
  BeginReplay: 'ReplayState',
  GetReplay: 'ReplayState',
  ListReplays: 'ReplayList',
};

const understand = (): Understood =>
  schemasOfTypes(
    {
      'libs/application/src/index.ts': [
        'Change',
        'CommitmentAnswer',
        'FeedEvent',
        'ForumRecord',
        'Imported',
        'Rehearsed',
        'ReplayList',
      ],
      'libs/read-models/src/index.ts': Object.values(answers).filter(
        (it) =>
          ![
            'Change',
            'CommitmentAnswer',
            'ForumRecord',
            'EventPage',
            'FeedEvent',
            'ReplayState',
            'ReplayList',
          ].includes(it),
      ),
      'apps/api/src/conventions/answer.ts': ['Receipt'],
      'apps/api/src/sign-in/me.ts': ['Me'],
      'apps/api/src/sign-in/me.controller.ts': ['PageSettings'],
      'libs/platform/src/index.ts': ['ProblemDetails', 'Readiness', 'ReplayState'],
    },
    {
      instead: {
        'JournalEntry.data': eventData,
        'FeedEvent.data': eventData,
        'RehearsedEvent.data': eventData,
        'FeedEvent.source': { ...string, format: 'uri' },
        'Timeline.entries': { type: 'array', items: entry },
        occurredAt: reference('OccurredAt'),
        source: reference('Source'),
        authority: reference('Authority'),
      },
    },
  );

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const eventData = reference('EventData');
const string = { type: 'string' };
const place = { type: 'integer', minimum: 0 };
const types = { type: 'string', enum: Object.keys(catalogue).sort() };

const entry: JsonSchema = {
  type: 'object',
  properties: {
    subject: { ...string, description: 'the forum, session or commitment that the event is about' },
    position: { ...place, description: 'its place in the ledger' },
    place: { ...place, description: 'its place in the order asked for, where that is not the ledger’s' },
    revision: place,
    stream: string,
    type: types,
    eventId: { type: 'string', format: 'uuid' },
    recordedAt: { type: 'string', format: 'date-time' },
    occurredAt: reference('OccurredAt'),
    actor: reference('Actor'),
    authority: reference('Authority'),
    source: reference('Source'),
    visibility: shared(Metadata.properties.visibility),
    side: { ...string, description: 'the side that acted, if a side did' },
    data: eventData,
    rule: { ...string, description: 'the transition by which it moved the commitment, like T9' },
    session: string,
  },
  required: [
    ...['subject', 'position', 'revision', 'stream', 'type', 'eventId', 'recordedAt', 'data'],
    ...['occurredAt', 'actor', 'authority', 'source', 'visibility'],
  ],
};

const event: JsonSchema = {
  type: 'object',
  properties: {
    id: { type: 'string', format: 'uuid' },
    type: types,
    schemaVersion: { type: 'integer', minimum: 1 },
    stream: string,
    revision: { ...place, description: 'its place in the stream' },
    position: { ...place, description: 'its place in the ledger' },
    cursor: { ...string, description: 'its bookmark' },
    recordedAt: { type: 'string', format: 'date-time' },
    metadata: shared(Metadata),
    data: eventData,
  },
  required: [
    'id',
    'type',
    'schemaVersion',
    'stream',
    'revision',
    'position',
    'cursor',
    'recordedAt',
    'metadata',
    'data',
  ],
  additionalProperties: false,
};

const eventPage: JsonSchema = {
  type: 'object',
  properties: {
    events: { type: 'array', items: { $ref: '#/components/schemas/Event' } },
    next: { ...string, description: 'hand it back as `after`; missing at the end, for now' },
    cursor: { ...string, description: 'how far the page looked; what comes later is asked for after this' },
  },
  required: ['events'],
  additionalProperties: false,
};

/** The OpenAPI 3.1 document, from the routes' decorators, the classes that they take and the types of their answers. */
export const documentOf = (controllers: readonly Type[], examples: Examples): object => {
  const { schemas, words } = understand();
  const components: Record<string, JsonSchema> = {
    ...schemas,
    ...sharedSchemas,
    Event: event,
    EventPage: eventPage,
    EventData: { anyOf: Object.entries(catalogue).map(([type, schema]) => ({ title: type, ...shared(schema) })) },
  };
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routesOf(controllers)) {
    const { method, path } = route;
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(route, components, words, examples) };
  }
  for (const [path, operation] of Object.entries(documents)) paths[path] = { get: operation };
  return {
    openapi: '3.1.0',
    info: {
      title: 'JWG Ledger',
      version: '1',
      description:
        'What joint working groups said, signed and did, and the status of every commitment. Conventions: docs/reference/http.md. Problems: docs/reference/problems.md. Refusals: docs/reference/refusals.md.',
      license: { name: 'All rights reserved', identifier: 'LicenseRef-Proprietary' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }, { signIn: [] }],
    tags: [...new Set(routesOf(controllers).map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        signIn: { type: 'apiKey', in: 'cookie', name: '__Host-jwg' },
      },
      schemas: Object.fromEntries(Object.entries(components).sort(([a], [b]) => (a < b ? -1 : 1))),
      responses: problemResponses(),
    },
  };
};

const tagOf = ({ controller }: Route): string => controller.replace('Controller', '');

const operationOf = (
  route: Route,
  components: Record<string, JsonSchema>,
  words: Understood['words'],
  examples: Examples,
): object => {
  const { kind, config, handler, method } = route;
  const isCommand = kind !== undefined && kind.prototype instanceof Command;
  const operationId = isCommand ? kind.name : handler[0]!.toUpperCase() + handler.slice(1);
  const description = kind && words(kind.name);
  if (isCommand) components[kind.name] = bodyOf(route, kind, words);
  const answer = kind ? (answers[kind.name] ?? 'Receipt') : (own[operationId] ?? 'Imported');
  const body =
    config.fileOf !== undefined
      ? record
      : isCommand
        ? bodyReference(kind, components[kind.name]!, examples)
        : operationId === 'FollowLink'
          ? link
          : undefined;
  return {
    operationId,
    tags: [tagOf(route)],
    ...(description && { summary: description.split(/(?<=[.;:])\s/)[0]!.replace(/[.;:]$/, ''), description }),
    ...(config.access === 'public'
      ? { security: [] }
      : { 'x-roles': config.access, ...(config.needsRevision && { 'x-needs-revision': true }) }),
    parameters: [
      ...route.address.map((name) => ({
        name,
        in: 'path',
        required: true,
        schema: shared(schemaOfAddress(route, name)),
      })),
      ...(method === 'GET' && kind ? queryOf(route, kind, words) : []),
      ...(config.fileOf !== undefined ? [dryRun, strict, confirm, key] : []),
      ...(operationId === 'StartSignIn' ? [to] : []),
      ...(isCommand && answer === 'Receipt' ? [rehearse, key, ifMatch(config.needsRevision ?? false)] : []),
      ...(operationId.startsWith('Follow') && method === 'GET'
        ? [lastEventId]
        : method === 'GET' && kind
          ? [ifNoneMatch]
          : []),
    ],
    ...(body && { requestBody: body }),
    responses: responsesOf({ route, isCommand, operationId, answer, examples }),
  };
};

const own: Readonly<Record<string, string>> = {
  Ready: 'Readiness',
  Live: 'Live',
  Me: 'Me',
  PageSettings: 'PageSettings',
  FollowLink: 'Me',
};

/** The schema of a path parameter: that of the field with the same name, the name without `Id`, or `subject`. */
const schemaOfAddress = ({ kind }: Route, name: string): JsonSchema => {
  const prototype = kind!.prototype as object;
  const field = [name, name.replace(/Id$/, ''), 'subject'].find((it) => schemaOf(prototype, it))!;
  const schema = schemaOf(prototype, field) as JsonSchema;
  return field === 'subject' ? (sharedSchemas[name[0]!.toUpperCase() + name.slice(1)] ?? schema) : schema;
};

const bodyOf = (route: Route, kind: new () => object, words: Understood['words']): JsonSchema => {
  const prototype = kind.prototype as object;
  const fields = [...fieldsOf(kind)].filter((field) => !route.address.includes(field)).sort();
  const needed = requiredOf(kind).filter((field) => fields.includes(field));
  const properties = Object.fromEntries(
    fields.map((field) => {
      const schema =
        kind === RecordStatements && field === 'statements'
          ? listOf(schemaOf(prototype, field)!, statementCommands, OF_ALL_STATEMENTS, [byVerb()])
          : kind === GiveCommands && field === 'commands'
            ? listOf(schemaOf(prototype, field)!, commitmentCommands, ['commitmentId', 'confirm'])
            : shared(schemaOf(prototype, field)!);
      const description = words(kind.name, field);
      return [field, description && !('$ref' in schema) ? { ...schema, description } : schema];
    }),
  );
  return {
    type: 'object',
    ...(words(kind.name) && { description: words(kind.name) }),
    properties,
    ...(needed.length > 0 && { required: needed }),
    additionalProperties: false,
  };
};

/** The fields that a class requires: those it misses when it is given nothing. */
const requiredOf = (kind: new () => object): string[] => {
  try {
    parseInput(kind, {});
    return [];
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return error.problems
      .flatMap(({ field, rule }: Violation) => (rule === 'is required' ? [field.slice(1)] : []))
      .sort();
  }
};

/** A list of commands, each with its name and its own fields; the `given` ones belong to the whole list. */
const listOf = (
  schema: object,
  commands: ReadonlyMap<string, new () => object>,
  given: readonly string[],
  others: readonly JsonSchema[] = [],
): JsonSchema => {
  const { items: _, ...list } = schema as JsonSchema;
  const each = [...commands].map(([name, kind]): JsonSchema => {
    const fields = ownFields(kind, given);
    return {
      title: name,
      type: 'object',
      properties: {
        command: { const: name },
        ...Object.fromEntries(fields.map((it) => [it, shared(schemaOf(kind.prototype as object, it)!)])),
      },
      required: ['command', ...requiredOf(kind).filter((it) => fields.includes(it))],
      additionalProperties: false,
    };
  });
  return { ...list, items: { oneOf: [...others, ...each] } };
};

const ownFields = (kind: new () => object, given: readonly string[]): string[] =>
  [...fieldsOf(kind)].filter((it) => !given.includes(it)).sort();

const OF_ALL_STATEMENTS = ['sessionId', 'provenance', 'confirm'];

/** What its kind is, and so what it needs, follows from its verb. */
const byVerb = (): JsonSchema => {
  const kinds = [...statementCommands.values()];
  const propertyOf = (field: string): JsonSchema => {
    const forms = kinds.flatMap((kind) => schemaOf(kind.prototype as object, field) ?? []).map((it) => shared(it));
    const [first, ...others] = [...new Map(forms.map((it) => [JSON.stringify(it), it])).values()];
    return others.length === 0 ? first! : { anyOf: [first!, ...others] };
  };
  return {
    title: 'StatementByVerb',
    type: 'object',
    properties: Object.fromEntries(
      [...new Set(kinds.flatMap((kind) => ownFields(kind, OF_ALL_STATEMENTS)))]
        .sort()
        .map((it) => [it, propertyOf(it)]),
    ),
    required: ['text', 'verb'],
    additionalProperties: false,
  };
};

const bodyReference = (kind: new () => object, schema: JsonSchema, { bodies }: Examples) => ({
  required: 'required' in schema,
  content: {
    'application/json': {
      schema: { $ref: `#/components/schemas/${kind.name}` },
      ...(bodies[kind.name] !== undefined && { examples: { real: { value: bodies[kind.name] } } }),
    },
  },
});

const record = {
  required: true,
  description: 'The record, as docs/reference/import.md describes it; up to 1 MiB.',
  content: { 'application/yaml': { schema: string }, 'application/json': { schema: { type: 'object' } } },
};

const link = {
  required: true,
  content: {
    'application/json': {
      schema: {
        type: 'object',
        properties: { code: { ...string, description: 'the part of the link behind its #', maxLength: 4000 } },
        required: ['code'],
        additionalProperties: false,
      },
    },
  },
};

const queryOf = ({ address }: Route, kind: new () => object, words: Understood['words']) => {
  const prototype = kind.prototype as object;
  const filled = address.flatMap((name) => [name, name.replace(/Id$/, ''), 'subject']);
  const needed = requiredOf(kind);
  return [
    ...[...fieldsOf(kind)]
      .filter((field) => !filled.includes(field) || (field === 'subject' && address.length === 0))
      .sort()
      .map((name) => ({
        name,
        in: 'query',
        ...(words(kind.name, name) && { description: words(kind.name, name) }),
        ...(needed.includes(name) && { required: true }),
        schema: shared(schemaOf(prototype, name)!),
        ...((schemaOf(prototype, name) as JsonSchema).type === 'array' && { style: 'form', explode: false }),
      })),
    {
      name: 'atLeast',
      in: 'query',
      description: 'The `cursor` of a command’s answer: wait, at most 2 s, until the read models know what it wrote.',
      schema: { ...string, maxLength: 100 },
    },
  ];
};

const key = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'The same key with the same command again: the first answer again.',
  schema: { ...string, minLength: 1, maxLength: 200, pattern: '^[\\x20-\\x7e]+$' },
};
const ifMatch = (required: boolean) => ({
  name: 'If-Match',
  in: 'header',
  ...(required && { required }),
  description: 'The ETag of the commitment or session on which the command was decided; another revision: 412.',
  schema: { ...string, pattern: '^"\\d{1,15}(\\.[\\w-]+)?"$' },
});
const lastEventId = {
  name: 'Last-Event-ID',
  in: 'header',
  description: 'The last `id` that was read before the connection broke; it wins over `after`.',
  schema: { ...string, maxLength: 200 },
};
const to = {
  name: 'to',
  in: 'query',
  description: 'The address of the page, like /forums/cpec-jcc, at which one arrives signed in.',
  schema: { ...string, default: '/' },
};
const ifNoneMatch = { name: 'If-None-Match', in: 'header', schema: string };
const dryRun = {
  name: 'dryRun',
  in: 'query',
  description: 'Write nothing; only say what would be written, and every problem.',
  schema: { type: 'boolean', default: false },
};

const rehearse = {
  name: 'rehearse',
  in: 'query',
  description: 'Write nothing; only say what the command would lead to (the answer `Rehearsed`), or why it is refused.',
  schema: { type: 'boolean', default: false },
};

const strict = {
  name: 'strict',
  in: 'query',
  description: 'What is implausible is a problem, and no warning.',
  schema: { type: 'boolean', default: false },
};
const confirm = {
  name: 'confirm',
  in: 'query',
  description: 'The codes of doubts that are confirmed for the whole file.',
  schema: { type: 'array', items: { enum: doubtCodes }, default: [] },
};

const plain = (operationId: string, type: string, description: string, problems: object = {}) => ({
  operationId,
  tags: ['Documents'],
  security: [],
  responses: {
    200: { description, content: { [type]: { schema: type.endsWith('json') ? { type: 'object' } : string } } },
    ...problems,
    429: { $ref: '#/components/responses/Problem429' },
  },
});

const documents: Readonly<Record<string, object>> = {
  '/openapi.json': plain('GetOpenApi', 'application/json', 'This document'),
  '/asyncapi.json': plain('GetAsyncApi', 'application/json', 'The contract with services that listen'),
  '/schemas/{file}': {
    ...plain('GetSchema', 'application/schema+json', 'The schema of what is published, as `dataschema` names it', {
      404: { $ref: '#/components/responses/Problem404' },
    }),
    parameters: [{ name: 'file', in: 'path', required: true, example: 'DecisionTaken.v1.json', schema: string }],
  },
  '/docs': plain('GetExplorer', 'text/html', 'An explorer of this document'),
  '/metrics': plain('GetMetrics', 'text/plain', 'The metrics for Prometheus'),
};
