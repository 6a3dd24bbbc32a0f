import type { Type } from '@nestjs/common';
import { Command } from '@nestjs/cqrs';
import { Authority, doubtCodes, OccurredAt, Source, type Violation } from '@jwg/domain';
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
import { Components, reference } from './components.js';
import { eventSchemas } from './event-schemas.js';
import { renamed } from './part-names.js';
import { documents } from './plain-documents.js';
import { problemResponses, responsesOf, type Examples } from './responses.js';
import { shared, sharedSchemas } from './shared-schemas.js';
import { schemasOfTypes, type JsonSchema, type Understood } from './schema-of-types.js';

/** The type of each question's answer. */
const answers: Readonly<Record<string, string>> = {
  ListForums: 'ForumList',
  GetForum: 'ForumRecord',
  ListWords: 'WordList',
  Search: 'SearchPage',
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
  GetClaims: 'Claims',
  GetSilence: 'Silence',
  GetDiff: 'Diff',
  ReplayHistory: 'HistoryPage',
  WhyCommitment: 'Why',
  ListEvents: 'EventPage',
  ListPublishedEvents: 'FeedEvent',
  FollowEvents: 'FeedEvent',
  FollowChanges: 'Change',
  BeginReplay: 'ReplayState',
  GetReplay: 'ReplayState',
  ListReplays: 'ReplayList',
  ListCheckpoints: 'CheckpointList',
  GetInclusionProof: 'InclusionProof',
  GetConsistencyProof: 'ConsistencyProof',
  MakeBundle: 'Bundle',
  ListReads: 'ReadList',
  ReportActionTaken: 'ReportedAction',
  ReportForum: 'ReportedForum',
};

const understand = (): Understood =>
  schemasOfTypes(
    {
      'libs/application/src/index.ts': [
        'Change',
        'CommitmentAnswer',
        'FeedEvent',
        'ForumRecord',
        'HistoryPage',
        'Imported',
        'ReadList',
        'ReplayList',
        'ReportedAction',
      ],
      'libs/read-models/src/index.ts': Object.values(answers).filter(
        (it) =>
          ![
            'Change',
            'CommitmentAnswer',
            'ForumRecord',
            'HistoryPage',
            'EventPage',
            'FeedEvent',
            'ReplayState',
            'ReplayList',
            'CheckpointList',
            'InclusionProof',
            'ConsistencyProof',
            'Bundle',
            'ReadList',
            'ReportedAction',
            'ReportedForum',
          ].includes(it),
      ),
      'libs/audit/src/index.ts': ['ReportedForum'],
      'apps/api/src/conventions/answer.ts': ['Receipt', 'RecordedEvent', 'Rehearsal'],
      'apps/api/src/sign-in/me.ts': ['Me'],
      'apps/api/src/sign-in/me.controller.ts': ['PageSettings'],
      'libs/platform/src/index.ts': [
        'CheckpointList',
        'ConsistencyProof',
        'InclusionProof',
        'ProblemDetails',
        'Readiness',
        'ReplayState',
      ],
      'libs/ledger-proof/src/index.ts': ['Bundle'],
    },
    {
      renamed,
      instead: {
        'PublishedEvent.source': { ...string, format: 'uri-reference' },
        'PublishedEvent.visibility': { title: 'PublishedVisibility', enum: ['public', 'joint'] },
        'Timeline.entries': { type: 'array', items: reference('TimelineEntry') },
        occurredAt: shared(OccurredAt),
        source: shared(Source),
        authority: shared(Authority),
      },
    },
  );

const string = { type: 'string' };

/** The schemas of what no type of the code describes. */
const ownSchemas: Record<string, JsonSchema> = {
  EventPage: {
    type: 'object',
    properties: {
      events: { type: 'array', items: reference('LedgerEvent') },
      next: { ...string, description: 'hand it back as `after`; missing at the end, for now' },
      cursor: { ...string, description: 'how far the page looked; what comes later is asked for after this' },
    },
    required: ['events'],
    additionalProperties: false,
  },
  Liveness: {
    type: 'object',
    properties: { status: { const: 'live' } },
    required: ['status'],
    additionalProperties: false,
  },
  OneTimeCode: {
    type: 'object',
    properties: { code: { ...string, description: 'the part of the link behind its #', maxLength: 4000 } },
    required: ['code'],
    additionalProperties: false,
  },
  CommandAnswer: {
    description: 'The answer to a command, or what a rehearsal of it shows.',
    oneOf: [reference('Receipt'), reference('Rehearsal')],
    discriminator: {
      propertyName: 'kind',
      mapping: { receipt: reference('Receipt').$ref!, rehearsal: reference('Rehearsal').$ref! },
    },
  },
};

/** The OpenAPI 3.1 document, from the routes' decorators, the classes that they take and the types of their answers. */
export const documentOf = (controllers: readonly Type[], examples: Examples): object => {
  const { schemas, words } = understand();
  const routes = routesOf(controllers);
  const bodies = routes.filter(takesCommand).map((it) => [it.kind.name, bodyOf(it, it.kind, words)] as const);
  const components = new Components({
    ...schemas,
    ...sharedSchemas,
    ...eventSchemas(schemas),
    ...ownSchemas,
    ...Object.fromEntries(bodies),
  });
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const { method, path } = route;
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(route, components, words, examples) };
  }
  for (const [path, operation] of Object.entries(documents)) paths[path] = { get: operation };
  if (components.unnamed.length > 0)
    throw new Error(`These parts need a name in part-names.ts: ${components.unnamed.join(', ')}`);
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
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        signIn: { type: 'apiKey', in: 'cookie', name: '__Host-jwg' },
      },
      schemas: Object.fromEntries(Object.entries(components.schemas).sort(([a], [b]) => (a < b ? -1 : 1))),
      responses: problemResponses(),
    },
  };
};

const tagOf = ({ controller }: Route): string => controller.replace('Controller', '');
const nameOf = (type: string): string => renamed[type] ?? type;

type OfCommand = Route & { readonly kind: new () => object };
const takesCommand = (route: Route): route is OfCommand => route.kind?.prototype instanceof Command;

const tags: Readonly<Record<string, string>> = {
  Forums: 'Standing bodies of two sides, and their institutions',
  Sessions: 'The meetings of a forum, and their record',
  Statements: 'What was said in a session',
  Minutes: 'Drafts, comments and signatures',
  Commitments: 'What was agreed, and what became of it',
  Reading: 'Questions across forums',
  Events: 'The ledger itself, in order',
  Changes: 'What changes, for a page that shows it',
  Imports: 'A whole record from a file',
  Replays: 'Events once more, on a topic of their own',
  Proofs: 'That nothing was changed, moved or left out',
  Bundles: 'Parts of the ledger to keep, to hand on, and to check without it',
  Exports: 'The ledger or a forum in files that other programs read',
  Reads: 'What auditors were given as a whole',
  Reports: 'What became of what was decided, to be printed and handed on',
  Me: 'Who is asking',
  SignIn: 'Signing in and out by a browser',
  Issuer: 'Signing in at the issuer',
  Health: 'Probes for orchestrators and monitors',
  Documents: 'The contracts, and the metrics',
};

/** What operations do that take neither a command nor a question. */
const said: Readonly<Record<string, string>> = {
  ImportRecord: 'The record of forums and sessions from a file, all of it or nothing.',
  Me: 'Who is asking: by a token, or signed in with a browser.',
  PageSettings: 'What the page has to know before anybody has signed in.',
  FollowLink: 'Follows a one-time link, and signs in whom it is for.',
  SignOut: 'Ends a sign-in, on every server; nothing happens where there is none.',
  StartSignIn: 'Sends the browser to the issuer.',
  FinishSignIn: 'Takes up who comes back from the issuer, and signs them in.',
  Live: 'The process answers requests.',
  Ready: 'Whether requests can be sent to this server, and if not, why.',
  ReadyForQuestions: 'Whether this server can answer questions, and if not, why.',
};

const operationOf = (route: Route, components: Components, words: Understood['words'], examples: Examples): object => {
  const { kind, config, handler, method } = route;
  const isCommand = takesCommand(route);
  const operationId = isCommand ? route.kind.name : handler[0]!.toUpperCase() + handler.slice(1);
  const description = (kind && words(kind.name)) ?? said[operationId];
  const answer = nameOf(kind ? (answers[kind.name] ?? 'Receipt') : (own[operationId] ?? 'Imported'));
  const body =
    config.fileOf !== undefined
      ? record
      : isCommand
        ? bodyReference(route.kind, components.schemas[route.kind.name]!, examples)
        : operationId === 'FollowLink'
          ? link
          : undefined;
  const parameters = [
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
  ];
  return {
    operationId,
    tags: [tagOf(route)],
    ...(description && { summary: description.split(/(?<=[.;:])\s/)[0]!.replace(/[.;:]$/, ''), description }),
    ...(config.access === 'public'
      ? { security: [] }
      : { 'x-roles': config.access, ...(config.needsRevision && { 'x-needs-revision': true }) }),
    parameters: parameters.map((it) => ({ ...it, schema: components.at(`${operationId}.${it.name}`, it.schema) })),
    ...(body && { requestBody: body }),
    responses: responsesOf({ route, isCommand, operationId, answer, examples }),
  };
};

const own: Readonly<Record<string, string>> = {
  Ready: 'Readiness',
  ReadyForQuestions: 'Readiness',
  Live: 'Liveness',
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
          ? listOf(schemaOf(prototype, field)!, statementCommands, {
              entry: 'Statement',
              given: OF_ALL_STATEMENTS,
              others: [byVerb()],
            })
          : kind === GiveCommands && field === 'commands'
            ? listOf(schemaOf(prototype, field)!, commitmentCommands, {
                entry: 'Command',
                given: ['commitmentId', 'confirm'],
              })
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
  { entry, given, others = [] }: { entry: string; given: readonly string[]; others?: readonly JsonSchema[] },
): JsonSchema => {
  const { items: _, ...list } = schema as JsonSchema;
  const each = [...commands].map(([name, kind]): JsonSchema => {
    const fields = ownFields(kind, given);
    return {
      title: `${name}${entry}`,
      type: 'object',
      properties: {
        command: { const: name },
        ...Object.fromEntries(fields.map((it) => [it, shared(schemaOf(kind.prototype as object, it)!)])),
      },
      required: ['command', ...requiredOf(kind).filter((it) => fields.includes(it))],
      additionalProperties: false,
    };
  });
  return { ...list, items: { title: `${entry}ToRecord`, oneOf: [...others, ...each] } };
};

const ownFields = (kind: new () => object, given: readonly string[]): string[] =>
  [...fieldsOf(kind)].filter((it) => !given.includes(it)).sort();

const OF_ALL_STATEMENTS = ['sessionId', 'provenance', 'confirm'];

const different = (schemas: readonly JsonSchema[]): JsonSchema[] => [
  ...new Map(schemas.map((it) => [JSON.stringify(it), it])).values(),
];

/** What its kind is, and so what it needs, follows from its verb. */
const byVerb = (): JsonSchema => {
  const kinds = [...statementCommands.values()];
  const propertyOf = (field: string): JsonSchema => {
    const forms = kinds.flatMap((kind) => schemaOf(kind.prototype as object, field) ?? []).map((it) => shared(it));
    // Whether there has to be one follows from the verb; two lists of the same are no union that Java could have.
    const apart = different(different(forms).length > 1 ? forms.map(({ minItems: _, ...form }) => form) : forms);
    return apart.length === 1 ? apart[0]! : { anyOf: apart };
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
  content: { 'application/json': { schema: { type: 'object' } }, 'application/yaml': { schema: string } },
};

const link = { required: true, content: { 'application/json': { schema: reference('OneTimeCode') } } };

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
  description: 'Write nothing; only say what the command would lead to (the answer `Rehearsal`), or why it is refused.',
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
  schema: { type: 'array', items: { title: 'DoubtCode', enum: doubtCodes }, default: [] },
};
