import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { story } from '@jwg/application/samples';
import { kafkaBroker } from '../kafka.js';
import { readCommitted } from '../read-committed.js';
import { ask, atLeast, auditor, cn, everything, most, pk, recorder, send, tell } from './client.js';
import { follow } from './follow.js';
import { play, type Played } from './play.js';
import { profiles, type Profile } from './profiles.js';

const kafka = await kafkaBroker();
const topics = kafka.describe === describe ? kafka.fresh() : undefined;
const relaying: Record<string, string> = topics
  ? {
      JWG_KAFKA_BROKERS: topics.brokers.join(),
      JWG_KAFKA_PREFIX: topics.prefix,
      JWG_KAFKA_TAKE_OVER_MS: '2000',
    }
  : {};

const running: Record<string, Profile> = {};
beforeAll(async () => {
  running.embedded = await profiles.embedded(); // builds first when need be
  running.cluster = await profiles.cluster(relaying);
}, 240_000);
afterAll(() => Promise.all(Object.values(running).map((it) => it.close())));

const first = '/v1/commitments/cpec-jwg-st.2.c1';
const session = '/v1/sessions/cpec-jwg-st.2';
/** What was answered to the same questions in each profile. */
const answered: Record<string, Record<string, unknown>> = {};
const questions = [
  '/v1/forums',
  '/v1/forums/cpec-jwg-st',
  '/v1/forums/cpec-jwg-st/matrix',
  '/v1/forums/cpec-jwg-st/matrix?asOf=cpec-jwg-st.2',
  '/v1/forums/cpec-jwg-st/matrix?asOf=2022-05-01&asOfBasis=occurred',
  '/v1/forums/cpec-jwg-st/timeline?limit=500',
  session,
  `${session}/timeline?limit=500`,
  '/v1/commitments?forum=cpec-jwg-st&limit=500',
  first,
  `${first}/timeline?limit=500`,
  '/v1/institutions/pk-most/board',
  '/v1/silence?forum=cpec-jwg-st',
];

describe.each(['embedded', 'cluster'])('A ledger, %s,', (name) => {
  let profile: Profile;
  let played: Played[];
  let early: { path: string; body: unknown };
  beforeAll(() => {
    profile = running[name]!;
  });

  it('takes a forum’s whole life, and shows at once what each command led to', async () => {
    played = await play(profile);
    played.forEach(({ command, led }, place) => {
      expect({ command, led }).toEqual({ command, led: story[place]!.events });
    });
    const { position } = played.findLast(({ command }) => command === 'ConcludeSession')!.answer.body.events[0];
    const path = `/v1/forums/cpec-jwg-st/matrix?asOf=${position}`;
    early = { path, body: (await ask(profile, path)).body };
  }, 180_000);

  it('answers every question, and always the same as of a position', async () => {
    const answers: Record<string, unknown> = {};
    for (const path of questions) {
      const { status, body } = await ask(profile, path);
      expect({ path, status }).toEqual({ path, status: 200 });
      answers[path] = body;
    }
    answered[name] = answers;
    expect((await ask(profile, early.path)).body).toEqual(early.body);
    expect(answers['/v1/forums/cpec-jwg-st/matrix']).not.toEqual(early.body);
  });

  it('knows with atLeast what the other process has just acknowledged', async () => {
    for (let percent = 0; percent < 20; percent += 1) {
      const told = await tell(
        profile,
        `${first}/progress-reports`,
        { narrative: 'On', percent, confirm: ['PERCENT_FELL'] },
        { as: most },
      );
      const { status, body } = await ask(profile, atLeast(first, told.body.cursor));
      expect([status, body.percent]).toEqual([200, percent]);
    }
    expect((await ask(profile, atLeast(first, 'yesterday'))).status).toBe(400);
  });

  it('gives the first answer again for an Idempotency-Key, whichever process gets it', async () => {
    const { path, body, answer, headers } = played.find(({ command }) => command === 'ReportProgress')!;
    const before = await everything(profile);
    for (const url of [profile.tell, profile.ask]) {
      const again = await send(profile, url + path, { as: most, headers, body });
      expect([again.status, again.body]).toEqual([201, answer.body]);
      const other = await send(profile, url + path, { as: most, headers, body: { ...body, percent: 99 } });
      expect([other.status, other.body.type]).toEqual([422, 'urn:jwg:problem:key-reused']);
    }
    expect(await everything(profile)).toEqual(before);
  });

  it('lets nobody overwrite a change that they have not seen', async () => {
    const due = `${first}/due-date/revision`;
    const seen = (await ask(profile, first, { as: pk })).headers.get('etag')!;
    const told = await tell(profile, `${first}/assessments`, { rating: 'onTrack' }, { as: cn });
    const revise = (headers: Record<string, string>) =>
      tell(profile, due, { to: { date: '2026' }, reason: 'Floods' }, { as: pk, headers });
    expect((await revise({})).status).toBe(428);
    expect((await revise({ 'if-match': seen })).body).toMatchObject({
      status: 412,
      type: 'urn:jwg:problem:stale',
      current: told.body.revision,
    });
    const now = await ask(profile, atLeast(first, told.body.cursor), { as: pk });
    expect((await revise({ 'if-match': now.headers.get('etag')! })).status).toBe(201);
  });

  it('refuses as documented', async () => {
    const report = { narrative: 'x' };
    const reports = `${first}/progress-reports`;
    expect((await send(profile, profile.ask + first, { as: null })).status).toBe(401);
    expect((await tell(profile, reports, report, { as: auditor })).status).toBe(403);
    expect((await ask(profile, '/v1/commitments/cpec-jwg-st.2.c99')).status).toBe(404);
    expect((await tell(profile, reports, { narrative: '', colour: 'red' }, { as: most })).status).toBe(400);
    const again = await tell(profile, '/v1/sessions', { sessionId: 'cpec-jwg-st.2', mode: 'virtual' });
    expect(again.body).toMatchObject({ status: 409, code: 'SESSION_EXISTS' });
    const notes = [{ command: 'NoteMatter', text: { en: 'x' } }];
    const unknown = { command: 'AcceptProposal', text: { en: 'x' }, commitments: ['cpec-jwg-st.2.c99'] };
    const before = await everything(profile);
    expect((await tell(profile, `${session}/statements`, { statements: [...notes, unknown] })).status).toBe(409);
    expect(await everything(profile)).toEqual(before);
  });

  it('takes an imported file once', async () => {
    const side = (id: string) => `{ side: ${id}, name: { en: ${id} }, lead: ${id.toLowerCase()}-most }`;
    const file = `forums:\n  - id: imported\n    name: { en: I }\n    level: workingGroup\n    sides: [${side('PK')}, ${side('CN')}]\n`;
    const headers = { 'content-type': 'application/yaml' };
    expect((await tell(profile, '/v1/imports', file, { headers })).body).toMatchObject({ events: 1 });
    const again = await send(profile, `${profile.ask}/v1/imports`, { as: recorder, headers, body: file });
    expect(again).toMatchObject({ status: 200, body: { events: 0, known: 1 } });
  });

  it('hands out its events page by page, without those internal to a side', async () => {
    const [all, seven, ours] = [
      await everything(profile, '/v1/events?limit=500', { as: cn }),
      await everything(profile, '/v1/events?limit=7', { as: cn }),
      await everything(profile, '/v1/events?limit=500', { as: pk }),
    ];
    expect(seven).toEqual(all);
    expect(ours.map(({ position }) => position)).toEqual(ours.map((_, place) => place));
    const kept = ours.filter(({ id }) => !all.some((it) => it.id === id));
    expect(kept.map(({ type }) => type)).toEqual(['ReminderIssued']);
    const published = await everything(profile, '/v1/events/batch?limit=50', { as: pk });
    expect(published.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  });

  it('sends each event once to a client that follows, also after a pause', async () => {
    const [last] = (await everything(profile)).slice(-1);
    let number = 0;
    const happens = async (): Promise<string> => {
      const institution = { institution: `pk-${(number += 1)}`, side: 'PK', name: { en: 'New' } };
      return (await tell(profile, '/v1/forums/cpec-jwg-st/institutions', institution)).body.events[0].id as string;
    };
    const one = await follow(profile, `after=${encodeURIComponent(last!.cursor)}`);
    const ids = [await happens(), await happens()];
    expect((await one.hear(2)).map(({ id }) => id)).toEqual(ids);
    await one.leave();
    ids.push(await happens(), await happens());
    const other = await follow(profile, '', one.lastId());
    expect((await other.hear(2)).map(({ id }) => id)).toEqual(ids.slice(2));
    await other.leave();
  }, 60_000);
});

describe('The embedded profile and the cluster', () => {
  it('answer the same questions alike', () => {
    for (const path of questions)
      expect({ path, answer: comparable(answered.cluster![path]) }).toEqual({
        path,
        answer: comparable(answered.embedded![path]),
      });
  });
});

kafka.describe('The cluster’s brokers', () => {
  it('hold each published event once', async () => {
    const profile = running.cluster!;
    const expected = (await everything(profile, '/v1/events?limit=500', { as: cn })).map(({ id }) => id).sort();
    let seen: (string | undefined)[] = [];
    while (seen.length < expected.length)
      seen = (await readCommitted(topics!.brokers, `${topics!.prefix}.events.v1`)).map(({ headers }) => headers.ce_id);
    expect(seen.sort()).toEqual(expected);
  }, 60_000);
});

/** Without what is made anew each time: ids, times of recording, and cursors. */
const comparable = (answer: unknown): unknown =>
  JSON.parse(
    JSON.stringify(answer, (key, value: unknown) => (/^(id|eventId|cause|recordedAt|cursor)$/.test(key) ? '…' : value))
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-\d[0-9a-f-]{18,}/g, '…')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '…')
      .replace(/(?<="person":")[\w-]{16}(?=")|(?<=person:)[\w-]{16}(:[\w-]{39,})?/g, '…'),
  );
