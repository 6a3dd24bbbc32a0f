import { BadAsOf, RowsBeingRebuilt } from '@jwg/read-models';
import { Implausible } from '@jwg/domain';
import { Invalid, NotFound } from '@jwg/application';
import {
  ATTEMPTS,
  CommandIdReused,
  Contended,
  EventTooLarge,
  Refused,
  StoreOverloaded,
  StoreUnavailable,
  UnknownCursor,
} from '@jwg/event-sourcing';
import {
  BrokersUnavailable,
  IssuerUnavailable,
  LinkLate,
  LinkUnknown,
  LinkUsed,
  NoBrokers,
  NoRoleHere,
  NothingSigned,
  OutsideTree,
  ReplayRefused,
  SignInFailed,
  StaleRevision,
  Unauthenticated,
} from '@jwg/platform';
import { NotAllowed, TooManyRequests } from '../access/refusals.js';
import { UnsupportedMediaType } from '../body/unsupported-media-type.js';
import { IfMatchMissing } from '../conventions/if-match-missing.js';
import { ImportProblems } from '../conventions/import-problems.js';
import { NotYetThere } from '../conventions/wait-for.js';
import { TooManyBundles } from '../bundles/bundling.js';
import { TooManyStreams } from '../events/too-many-streams.js';
import type { Route } from '../openapi/routes.js';
import { problemOf } from '../problems/problem.js';
import { CrossSite } from '../sign-in/own-page.js';
import { NoSafeWay, OtherSignIn } from '../sign-in/browsers.js';

/** Real requests and answers, by operation. */
export interface Examples {
  readonly bodies: Readonly<Record<string, unknown>>;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** Real errors, one for each way in which a type of problem comes about. */
export const errors: readonly Error[] = [
  new Invalid([
    { field: '/narrative', rule: 'is required' },
    { field: '/percent', rule: 'must be a whole number from 0 to 100' },
  ]),
  new UnknownCursor('x'),
  new OutsideTree('/position', 41),
  new BadAsOf('asOf', 'The ledger has the positions 0 to 41.', 'Ask for one of these, or leave asOf out for now.'),
  new Unauthenticated('expired', 'The token has expired.'),
  new NotAllowed('auditor', ['secretariat']),
  new CrossSite('X-JWG-CSRF is not what /v1/me says for this sign-in.'),
  new NoSafeWay(),
  new OtherSignIn(),
  new SignInFailed('The issuer said no: access_denied.'),
  new NoRoleHere(
    'The sign-in worked, and gives no role here. The token’s claim jwg_role must be one of recorder, auditor.',
  ),
  new LinkUnknown(),
  new LinkLate('2026-01-01T12:00:00.000Z'),
  new LinkUsed(),
  new NotFound('commitment', 'cpec-jwg-st.2.c9'),
  new NothingSigned(),
  new Refused('NOT_REPORTED_COMPLETE', 'Nobody has reported its completion yet.'),
  new Implausible([
    {
      code: 'COMPLETED_BEFORE_BEGUN',
      field: '/completedOn',
      rule: 'is 2023-02-01, and work began on 2023-10-25',
      wayOut: 'Correct the date, or the entry by which it began.',
    },
  ]),
  new StaleRevision('commitment-cpec-jwg-st.2.c1', 7, 8, {
    changed: [
      { field: 'implementation', from: 'inProgress', to: 'onHold' },
      { field: 'status', from: 'inProgress', to: 'onHold' },
      { field: 'blockedBy', from: null, to: { cause: 'The site was flooded.', waitingFor: 'land at Lahore' } },
    ],
    by: [
      {
        type: 'CommitmentBlocked',
        position: 94,
        recordedAt: '2026-01-01T12:00:00.000Z',
        by: { side: 'PK' },
        enteredBy: { role: 'secretariat' },
      },
    ],
  }),
  new EventTooLarge('session-cpec-jwg-st.2', 300_000),
  new UnsupportedMediaType(),
  new CommandIdReused('1b4e28ba-2fa1-5ad2-883f-0016d3cca427', 'commitment-cpec-jwg-st.2.c1'),
  new ImportProblems({
    problems: [{ file: 'body', line: 12, column: 9, field: 'sessions[0].mode', rule: 'is required' }],
    moreProblems: 0,
    unjudged: 0,
  } as never),
  new IfMatchMissing(),
  new TooManyRequests(6000, 42),
  new TypeError('any bug'),
  new StoreOverloaded('10000 appends wait already: come back later'),
  new StoreUnavailable('The ledger is closed'),
  new Contended(`commitment-cpec-jwg-st.2.c1 was changed by others ${ATTEMPTS} times while this command was decided`),
  new IssuerUnavailable('The keys of the issuer cannot be fetched now.', 30),
  new RowsBeingRebuilt('commitments'),
  new TooManyStreams(200, 'readers follow'),
  new TooManyBundles(8, ''),
  new NotYetThere('1024'),
  new ReplayRefused('Positions 7 to 4000 are not a part of this ledger, which ends at position 1024.'),
  new NoBrokers(),
  new BrokersUnavailable('connect ECONNREFUSED'),
];

const REQUEST = '3f1c2f60-0f0f-4b0e-9c35-6e2a52f1f001';

/** One response for each status, with an example for each error that leads to it. */
export const problemResponses = (): Record<string, object> => {
  const answers = errors.map((error) => ({ ...problemOf(error, REQUEST), name: error.name }));
  const statuses = [...new Set(answers.map(({ problem }) => problem.status))];
  return Object.fromEntries(
    statuses.map((status) => {
      const here = answers.filter(({ problem }) => problem.status === status);
      const headers = [...new Set(here.flatMap((it) => Object.keys(it.headers)))];
      return [
        `Problem${status}`,
        {
          description: [...new Set(here.map(({ problem }) => problem.title))].join(' · '),
          ...(headers.length > 0 && {
            headers: Object.fromEntries(headers.map((name) => [name, { schema: { type: 'string' } }])),
          }),
          content: {
            'application/problem+json': {
              schema: { $ref: '#/components/schemas/ProblemDetails' },
              examples: Object.fromEntries(here.map(({ name, problem }) => [name, { value: problem }])),
            },
          },
        },
      ];
    }),
  );
};

const problems = (...statuses: readonly number[]) =>
  Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]));

/** A page of published events: nothing but a CloudEvents batch. */
const asBatch = <T extends object>(answer: T): object => ({
  ...answer,
  content: {
    'application/cloudevents-batch+json': {
      schema: { type: 'array', items: { $ref: '#/components/schemas/PublishedEvent' } },
    },
  },
});

/** A report may be written in another form. Only JSON has a type: clients that are generated know one for each answer. */
const asWritten = <T extends { readonly description?: string }>(answer: T): object => ({
  ...answer,
  description: `${answer.description}; text/markdown, text/html or text/csv where \`format\` or Accept asks for that`,
});

const formsOf = (operationId: string): ((answer: { readonly description?: string }) => object) =>
  operationId === 'ListPublishedEvents' ? asBatch : writtenAnswers.has(operationId) ? asWritten : (it) => it;

const writtenAnswers: ReadonlySet<string> = new Set(['ReportActionTaken', 'ReportForum']);

/** The answer to a command, or what a rehearsal of it shows. */
const orRehearsed = (receipt: object): object => ({
  ...receipt,
  content: {
    'application/json': { schema: { $ref: '#/components/schemas/CommandAnswer' } },
  },
});

const stream = {
  description:
    'Server-sent events, without end: `id` is the cursor, `event` the CloudEvents type, `data` the event (the schema PublishedEvent); a comment every 15 s where nothing happens',
  content: { 'text/event-stream': { schema: { type: 'string' } } },
};

const changes = {
  ...stream,
  description:
    'Server-sent events, without end: `id` is the cursor, `event` is `changed`, `data` the schema ChangeNotice; a comment every 15 s where nothing happens',
};

/** Of a file that is written line by line, a schema would say nothing that its own standard does not. */
const exportTypes: Readonly<Record<string, string>> = {
  ExportEvents: 'application/x-ndjson',
  ExportCommitments: 'text/csv',
  ExportProvenance: 'application/ld+json',
};

interface RouteFacts {
  readonly route: Route;
  readonly isCommand: boolean;
  readonly operationId: string;
  readonly answer: string;
  readonly examples: Examples;
}

/** Every status that a route can answer with. */
export const responsesOf = ({
  route: { config, method },
  isCommand,
  operationId,
  answer,
  examples,
}: RouteFacts): object => {
  const example = examples.answers[operationId];
  const success = (description: string, headers: readonly string[], more: object = {}) => ({
    description,
    ...(headers.length > 0 && {
      headers: Object.fromEntries(headers.map((name) => [name, { schema: { type: 'string' } }])),
    }),
    content: {
      'application/json': {
        schema: { $ref: `#/components/schemas/${answer}` },
        ...more,
      },
    },
  });
  const real = example === undefined ? {} : { examples: { real: { value: example } } };
  if (operationId === 'FollowLink')
    return { 200: success('Signed in', ['Set-Cookie']), ...problems(400, 403, 404, 410, 413, 415, 429, 500, 503) };
  if (operationId === 'SignOut')
    return { 204: { description: 'Signed out' }, ...problems(403, 413, 415, 429, 500, 503) };
  const elsewhere = (description: string) => ({
    302: { description, headers: { Location: { schema: { type: 'string' } } } },
  });
  if (operationId === 'StartSignIn') return { ...elsewhere('To the issuer'), ...problems(403, 404, 429, 500, 503) };
  if (operationId === 'FinishSignIn')
    return { ...elsewhere('Signed in; to the page'), ...problems(403, 404, 429, 500, 503) };
  if (config.access === 'public') {
    const notReady = { ...success('It cannot be sent requests; the reasons are listed', ['Retry-After']) };
    return {
      200: success('So it is', []),
      ...(answer === 'Readiness' && { 503: notReady }),
      ...(!config.uncounted && problems(429)),
    };
  }
  if (config.fileOf !== undefined)
    return {
      200: success('A dry run, or everything was known already', []),
      201: success('All of it was written', [], real),
      ...problems(400, 401, 403, 409, 413, 415, 422, 429, 500, 503),
    };
  if (operationId === 'BeginReplay')
    return {
      200: success('It is done already', ['Location']),
      202: success('It is under way', ['Location']),
      ...problems(400, 401, 403, 409, 413, 415, 429, 500, 501, 503),
    };
  if (isCommand)
    return {
      200: orRehearsed(success('It was so already, or it was rehearsed; nothing was written', ['ETag'])),
      201: success('What it led to, now or when it came the first time', ['ETag', 'Location'], real),
      ...problems(400, 401, 403, 404, 409, 412, 413, 415, 422, ...(config.needsRevision ? [428] : []), 429, 500, 503),
    };
  if (operationId === 'MakeBundle')
    return {
      200: success('The bundle, as a file', ['Content-Disposition'], real),
      ...problems(400, 401, 403, 404, 422, 429, 500, 503),
    };
  const exported = exportTypes[operationId];
  if (exported !== undefined)
    return {
      200: {
        description: 'The export, as a file',
        headers: { 'Content-Disposition': { schema: { type: 'string' } } },
        content: { [exported]: { schema: { type: exported.endsWith('+json') ? 'object' : 'string' } } },
      },
      ...problems(400, 401, 403, 404, 422, 429, 500, 503),
    };
  if (operationId === 'FollowChanges') return { 200: changes, ...problems(400, 401, 403, 404, 429, 500, 503) };
  if (operationId === 'FollowEvents') return { 200: stream, ...problems(400, 401, 403, 404, 429, 500, 503) };
  const isOnRecord = operationId === 'ReportActionTaken'; // more reads than are recorded in a day
  const isOfReplays = answer.startsWith('Replay');
  const isOfEvents = operationId === 'ListEvents' || operationId === 'ListPublishedEvents';
  const headers = ['ETag', 'Cache-Control', 'Link', ...(isOfEvents ? ['Cursor'] : [])];
  const answered = success('The answer', headers, real);
  return {
    200: formsOf(operationId)(answered),
    ...(method === 'GET' && { 304: { description: 'It is as it was when that ETag was given' } }),
    ...problems(400, 401, 403, 404, ...(isOnRecord ? [422] : []), 429, 500, ...(isOfReplays ? [501] : []), 503),
  };
};
