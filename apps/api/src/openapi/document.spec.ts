import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import prettier from 'prettier';
import { commands } from '@jwg/application';
import { story } from '@jwg/application/samples';
import { controllers } from '../api.module.js';
import { boot, type Booted } from '../testing/booted.js';
import { checkedAgainst } from '../testing/checked.js';
import { documentOf } from '../testing/document.js';
import { play, routeOfCommand, type Played } from '../testing/playing.js';
import { documentFile } from './documents.js';
import { routesOf } from './routes.js';

const questions: Readonly<Record<string, string>> = {
  ListForums: '/v1/forums',
  GetForum: '/v1/forums/cpec-jwg-st',
  ListSessions: '/v1/forums/cpec-jwg-st/sessions',
  GetMatrix: '/v1/forums/cpec-jwg-st/matrix?cells=sparse&limit=1&changedSince=40',
  GetFacets: '/v1/forums/cpec-jwg-st/facets?status=inProgress,notStarted',
  GetOverview: '/v1/overview',
  GetMoments: '/v1/moments?forum=cpec-jwg-st',
  ListAllSessions: '/v1/sessions?phase=concluded&limit=1',
  ListInstitutions: '/v1/institutions?side=PK&limit=2',
  GetForumTimeline: '/v1/forums/cpec-jwg-st/timeline?limit=2',
  GetSession: '/v1/sessions/cpec-jwg-st.2',
  GetSessionTimeline: '/v1/sessions/cpec-jwg-st.2/timeline?limit=2',
  ListCommitments: '/v1/commitments?forum=cpec-jwg-st&limit=2',
  GetCommitment: '/v1/commitments/cpec-jwg-st.2.c1',
  WhyCommitment: '/v1/commitments/cpec-jwg-st.2.c1/why?what=status',
  ListEvidence: '/v1/commitments/cpec-jwg-st.2.c1/evidence?limit=2',
  GetCommitmentTimeline: '/v1/commitments/cpec-jwg-st.2.c1/timeline?limit=2',
  GetClaims: '/v1/commitments/cpec-jwg-st.2.c1/claims',
  GetBoard: '/v1/institutions/pk-most/board',
  GetDiff: '/v1/diff?forum=cpec-jwg-st&from=20&to=60&limit=1',
  ReplayHistory: '/v1/replay?subject=cpec-jwg-st.2.c1&limit=2',
  ListWords: '/v1/words?forum=cpec-jwg-st&word=welcomed',
  Search: '/v1/search?q=training',
  GetSilence: '/v1/silence?forum=cpec-jwg-st',
  ListEvents: '/v1/events?limit=2',
  ListCheckpoints: '/v1/proofs/checkpoints',
  GetInclusionProof: '/v1/proofs/inclusion?position=2&size=5',
  GetConsistencyProof: '/v1/proofs/consistency?from=2&to=5',
  ListReads: '/v1/reads?forum=cpec-jwg-st&limit=2',
  ReportActionTaken: '/v1/sessions/cpec-jwg-st.2/report?side=PK&asOf=20',
  ReportForum: '/v1/forums/cpec-jwg-st/report?asOf=20',
  MakeBundle: '/v1/bundles/cpec-jwg-st.2.c1?entries=2',
};

let api: Booted;
let played: Played[];
let document: object;
const seen: Parameters<ReturnType<typeof checkedAgainst>>[] = [];

beforeAll(async () => {
  api = await boot({ clock: () => new Date('2024-06-01T09:00:00Z') }, (...it) => seen.push(it));
  played = await play(api);
  const answers: Record<string, unknown> = {};
  const bodies: Record<string, unknown> = {};
  for (const { command, body, answer } of played) {
    answers[command] ??= answer.body as unknown;
    bodies[command] ??= body;
  }
  for (const [operation, url] of Object.entries(questions)) answers[operation] = (await api.get(url)).body as unknown;
  document = documentOf(controllers, { answers: small(answers), bodies });
}, 60_000);
afterAll(() => api.close());

/** What differs in every run. */
const RANDOM: Readonly<Record<string, unknown>> = {
  correlationId: '3f1c2f60-0f0f-4b0e-9c35-6e2a52f1f001',
  commandDigest: `hmac-sha256:${'5e'.repeat(32)}`,
  nonce: 'q83vASNFZ4mrze8BI0VniQ',
};
/** Ids and keys of persons are random, too. */
const ofNobody = (text: string): string =>
  text
    .replace(/"person":"[\w-]{16}"/g, '"person":"mibfdRar6NaOMfWq"')
    .replace(/person:[\w-]{16}:[\w-]{39,}/g, `person:mibfdRar6NaOMfWq:${'I0VniavN7wEj'.repeat(4)}`);
const HASH = 'I0VniavN7wEjRWeJq83vASNFZ4mrze8BI0VniavN7wE=';
const ofProofs = {
  size: 5,
  note: `ledger.example\n5\n${HASH}\n\n— ledger.example ${HASH}\n`,
  ...{ leaf: HASH, root: HASH, rootFrom: HASH, rootTo: HASH, proof: [HASH, HASH] },
  entry: `{"position":2,"sealed":"${HASH}"}`,
};

/** Leaves out long examples, because people read them, and replaces what differs in every run. */
const small = (answers: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(answers).flatMap(([operation, it]) => {
      const random = /Proof$|Checkpoints$|^ReportActionTaken$/.test(operation) ? { ...RANDOM, ...ofProofs } : RANDOM;
      const text = ofNobody(JSON.stringify(it, (key, value: unknown) => random[key] ?? value));
      return text.length < 2_500 ? [[operation, JSON.parse(text) as unknown]] : [];
    }),
  );

describe('The OpenAPI document', () => {
  it('is made from a story in which every command succeeds', () => {
    expect(played.filter(({ answer: { status } }) => status !== 201)).toEqual([]);
    expect(new Set(story.map(({ command }) => command))).toEqual(new Set(commands.map(({ name }) => name)));
  });

  it('has one route for each command on the menu, and no others but the two lists and replays', () => {
    const told = routesOf(controllers).filter(({ method, kind }) => method === 'POST' && kind);
    expect(told.map(({ kind }) => kind!.name).sort()).toEqual(
      [...commands.map(({ name }) => name), 'RecordStatements', 'GiveCommands', 'BeginReplay'].sort(),
    );
    expect(routeOfCommand.size).toBe(told.length);
  });

  it('is the file in docs/reference; RENEW=1 npm test -- apps/api/src/openapi renews it', async () => {
    const text = await prettier.format(JSON.stringify(document), {
      ...(await prettier.resolveConfig(documentFile)),
      parser: 'json',
    });
    if (process.env.RENEW) writeFileSync(documentFile, text);
    expect(existsSync(documentFile) && readFileSync(documentFile, 'utf8') === text).toBe(true);
  });

  it('is valid OpenAPI 3.1', async () => {
    expect(await new Validator().validate(JSON.parse(JSON.stringify(document)) as Record<string, unknown>)).toEqual({
      valid: true,
    });
  });

  it('describes every answer of the story', () => {
    const check = checkedAgainst(document);
    expect(seen.length).toBeGreaterThan(100);
    for (const [request, answer] of seen) check(request, answer);
  });

  it('has for every operation a summary, an example, and an access rule or a note that it is public', () => {
    const { paths } = document as { paths: Record<string, Record<string, Record<string, unknown>>> };
    for (const [path, operations] of Object.entries(paths))
      for (const operation of Object.values(operations)) {
        expect([path, operation['x-roles'] ?? operation.security]).toEqual([path, expect.any(Array)]);
        expect(operation.operationId).toEqual(expect.stringMatching(/^[A-Z]\w+$/));
      }
  });
});
