import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '@jwg/domain';
import { openLocalIssuer } from '@jwg/platform';
import { cli, dataFolder, startServer, type Server } from './server.js';

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name?: string; readonly required?: boolean }[];
}
interface Document {
  readonly paths: Readonly<Record<string, { readonly get?: Operation; readonly post?: Operation }>>;
}
const { paths } = JSON.parse(readFileSync('docs/reference/openapi.json', 'utf8')) as Document;

const NAME = 'Zulfiqar Testperson';
const ACTOR = { id: 'zulfiqar.t@example.org', role: 'secretariat', side: 'PK' } as const;
const OTHER = '李示例';
const NAMED = /zulfi/i;
const { folder, remove } = dataFolder();
const tokens = new Map<string, string>();
let server: Server;

const recorder = { id: 'recorder', role: 'recorder' } as const;
const token = async (actor: Actor) => {
  const known = tokens.get(actor.id) ?? (await (await openLocalIssuer(folder)).issue(actor, 3600));
  tokens.set(actor.id, known);
  return known;
};
const ask = async (path: string, init: RequestInit = {}, as: Actor = recorder) =>
  fetch(server.url + path, {
    redirect: 'manual',
    ...init,
    headers: {
      authorization: `Bearer ${await token(as)}`,
      'content-type': 'application/json',
      ...(init.headers as Record<string, string>),
    },
  });

interface Receipt {
  readonly events: readonly { readonly id: string }[];
  readonly cursor: string;
}
const give = async (
  command: string,
  fields: Record<string, unknown>,
  as: Actor = recorder,
  key: string = randomUUID(),
): Promise<Receipt> => {
  const [path, { post }] = Object.entries(paths).find(([, it]) => it.post?.operationId === command)!;
  const { ...body } = fields;
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    delete body[name];
    return String(fields[name]);
  });
  const needsRevision = post!.parameters?.some((it) => it.name === 'If-Match' && it.required);
  const read = needsRevision && (await ask(`/v1/sessions/${String(fields.sessionId)}`));
  const headers = { 'idempotency-key': key, ...(read && { 'if-match': read.headers.get('etag')! }) };
  const answer = await ask(address, { method: 'POST', headers, body: JSON.stringify(body) }, as);
  const receipt = (await answer.json()) as Receipt;
  if (!answer.ok) throw new Error(`${command}: ${answer.status} ${JSON.stringify(receipt)}`);
  await (await ask(`/v1/forums/f?atLeast=${receipt.cursor}`)).text();
  return receipt;
};

const ids: Readonly<Record<string, string>> = {
  forumId: 'f',
  forum: 'f',
  sessionId: 'f.1',
  commitmentId: 'f.1.c1',
  institution: 'pk-a',
  subject: 'f.1',
  side: 'PK',
  position: '1',
  from: '1',
  to: '5',
  topic: 'none',
  file: 'CoChairDesignated.v1.json',
  level: '0',
  tile: '000.p/5',
};
/** Every address that can be read, with the ids of this ledger, and in other forms where they show more. */
const addresses = (): string[] => {
  const all = Object.entries(paths).flatMap(([path, { get }]) => {
    if (!get) return [];
    const required = get.parameters?.filter((it) => it.required && !path.includes(`{${it.name}}`)) ?? [];
    const query = required.map(({ name }) => `${name}=${ids[name!]}`).join('&');
    const address = path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name]!) + (query && `?${query}`);
    const and = query ? '&' : '?';
    const has = (name: string) => get.parameters?.some((it) => it.name === name);
    return [
      address,
      ...(has('asOfBasis') ? [`${address}${and}asOf=2030-01-01&asOfBasis=occurred`] : []),
      ...(has('asOf') ? [`${address}${and}asOf=${before}`] : []),
      ...(has('format') ? ['csv', 'html', 'pdf'].map((it) => `${address}${and}format=${it}`) : []),
    ];
  });
  return [...all, '/v1/bundles/f', '/v1/bundles/f.1.c1', '/v1/bundles/f.1?side=PK'];
};
/** Of a stream, what comes in half a second. */
const textOf = async (address: string): Promise<string> => {
  const answer = await ask(address, { signal: AbortSignal.timeout(address.includes('/stream') ? 500 : 20_000) });
  let text = JSON.stringify([...answer.headers]);
  try {
    for await (const piece of answer.body ?? []) text += Buffer.from(piece as Uint8Array).toString('utf8');
  } catch (error) {
    if (!address.includes('/stream')) throw error;
  }
  return text;
};
const naming = async (): Promise<string[]> => {
  const found: string[] = [];
  for (const address of addresses()) if (NAMED.test(await textOf(address))) found.push(address);
  return found;
};
const filesNaming = (): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile() && NAMED.test(readFileSync(join(it.parentPath, it.name), 'latin1')))
    .map(({ name }) => name)
    .filter((name) => name !== 'earlier.json');

/** The position of the last event before anybody is forgotten. */
let before: number;
let receipt: Receipt;
const key = randomUUID();
const forgetting = { forumId: 'f', name: NAME, reason: 'They asked for it' };

beforeAll(async () => {
  server = await startServer(folder);
  const sides = ['PK', 'CN'].map((side) => ({ side, name: { en: side } }));
  await give('EstablishForum', { forumId: 'f', name: { en: 'F' }, level: 'workingGroup', sides });
  await give('RegisterInstitution', { forumId: 'f', institution: 'pk-a', side: 'PK', name: { en: 'A' } });
  const office = 'Secretary';
  const named = await give('DesignateCoChair', { forumId: 'f', side: 'PK', name: 'Zulfikar Testperson', office });
  const renamed = { eventId: named.events[0]!.id, field: 'name', new: NAME, reason: `${NAME} writes it so` };
  await give('CorrectForum', { forumId: 'f', ...renamed });
  for (const person of [NAME, OTHER]) await give('NominateFocalPoint', { forumId: 'f', institution: 'pk-a', person });
  await give('ScheduleSession', { sessionId: 'f.1', mode: 'virtual' });
  const coChairs = [{ side: 'PK', name: NAME, office }];
  const opened = await give('OpenSession', { sessionId: 'f.1', openedOn: '2022-04-20', coChairs, delegations: [] });
  const undertakings = [{ kind: 'support', title: { en: 'Help' }, lead: ['pk-a'], support: [], beneficiaries: [] }];
  await give('TakeDecision', { sessionId: 'f.1', text: { en: 'Decided' }, undertakings });
  const speaker = { kind: 'official', name: NAME, office };
  await give('NoteMatter', { sessionId: 'f.1', text: { en: 'Noted' }, speaker });
  await give('CorrectRecord', {
    sessionId: 'f.1',
    eventId: opened.events[0]!.id,
    field: 'coChairs',
    new: [{ side: 'PK', name: 'Zulfiqar K. Testperson', office }],
    reason: `It was ZULFIQAR TESTPERSON, whose name is Zulfiqar K. Testperson`,
  });
  await give('AssessProgress', { commitmentId: 'f.1.c1', rating: 'onTrack', remarks: `As seen` }, ACTOR);
  const digest = `sha256:${'5'.repeat(64)}`;
  await give('ConcludeSession', { sessionId: 'f.1', concludedOn: '2022-04-21' });
  await give('DraftMinutes', { sessionId: 'f.1', digest, languages: ['en'] });
  await give('AgreeMinutesText', { sessionId: 'f.1', version: 1, digest });
  const signed = { version: 1, digest, signatory: NAME, office, side: 'PK', signedOn: '2022-09-01' };
  await give('SignMinutes', { sessionId: 'f.1', ...signed }, { id: 'Zulfiqar T.', role: 'coChair', side: 'PK' });
  await new Promise((resolve) => setTimeout(resolve, 1_000)); // until all is signed
  const last = (await (await ask('/v1/forums/f')).json()) as { position: number };
  before = last.position;
}, 240_000); // the build is in it, the first time
afterAll(async () => {
  await server.stop('SIGKILL');
  remove();
});

describe('A person who is named in every kind of place', () => {
  it('is read there, and is in no file', async () => {
    const found = await naming();
    for (const address of [
      '/v1/forums/f',
      '/v1/sessions/f.1',
      '/v1/sessions/f.1/timeline',
      '/v1/commitments/f.1.c1/timeline',
    ])
      expect(found).toContain(address);
    expect(filesNaming()).toEqual([]);
    expect(server.printed()).not.toMatch(NAMED);
    writeFileSync(join(folder, 'earlier.json'), await textOfBundle());
  });

  it('is named in no answer, file or log once they are forgotten, though no row moves', async () => {
    receipt = await give('ForgetPerson', forgetting, recorder, key);
    for (const name of ['Zulfikar Testperson', 'Zulfiqar K. Testperson', ACTOR.id])
      await give('ForgetPerson', { ...forgetting, name });
    const until = Date.now() + 2_500; // meanwhile, answers are made and kept
    const keptOnes = ['/v1/institutions/pk-a/board', '/v1/diff?forum=f&from=1', '/v1/overview', '/v1/forums/f/matrix'];
    while (Date.now() < until) for (const address of keptOnes) await textOf(address);
    const cliForgets = await cli(
      ['forget', 'f', 'Zulfiqar T.', '--reason', 'They asked for it', '--url', server.url, '--json'],
      {
        JWG_TOKEN: await token(recorder),
      },
    );
    expect(cliForgets).toMatchObject({ code: 0 });
    await naming();
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await naming()).toEqual([]);
    expect(filesNaming()).toEqual([]);
    expect(server.printed()).not.toMatch(NAMED);
  });

  it('is forgotten once: the same command again gets its first receipt', async () => {
    expect(await give('ForgetPerson', forgetting, recorder, key)).toEqual(receipt);
    const other = { ...forgetting, reason: 'Another reason' };
    await expect(give('ForgetPerson', other, recorder, key)).rejects.toThrow('422');
    await expect(give('ForgetPerson', forgetting)).rejects.toThrow('404');
  });

  it('leaves bundles as they are, those that were made before and those that are made later', async () => {
    const later = join(folder, 'later.json');
    writeFileSync(later, await textOfBundle());
    for (const file of [join(folder, 'earlier.json'), later]) {
      const { code, stdout } = await cli(['verify', file]);
      expect(code).toBe(0);
      expect(stdout).not.toMatch(/person:/);
      expect(stdout).toContain('a person whom the ledger does not name here');
    }
  });

  it('is forgotten on the command line, which finds nobody when the name is not there', async () => {
    await server.stop();
    const timeline = () => cli(['timeline', 'f', '--json', '--data', folder]);
    expect((await timeline()).stdout).toContain(OTHER);
    const done = await cli(['forget', 'f', OTHER, '--reason', 'They asked for it', '--data', folder]);
    expect(done).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Forgotten\./) });
    const after = (await timeline()).stdout;
    expect(after).not.toContain(OTHER);
    expect(after).toContain('[forgotten]');
    const said = await cli(['forget', 'f', NAME, '--reason', 'They asked for it', '--data', folder]);
    expect(said).toMatchObject({ code: 4 });
    expect(said.stdout + said.stderr).not.toMatch(NAMED);
    expect(await cli(['verify', '--deep', '--data', folder])).toMatchObject({ code: 0 });
  });
});

const textOfBundle = async () => (await ask('/v1/bundles/f.1')).text();
