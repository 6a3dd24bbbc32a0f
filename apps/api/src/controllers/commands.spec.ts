import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commitmentCommands } from '@jwg/application';
import type { Actor } from '@jwg/domain';
import { actors, boot, type Booted } from '../testing/booted.js';
import { routeOfCommand } from '../testing/playing.js';
import { scene } from '../testing/scene.js';

const { pk, cn, pkChair, most, recorder, auditor } = actors;
const goesOn = { command: 'UnblockCommitment', remarks: 'The land was handed over.' };
const completed = { command: 'ReportCompletion', completedOn: '2022-05', evidence: [{ reference: 'photo' }] };

describe('Commands to one commitment that are given together', () => {
  let api: Booted;
  let id = '';
  let made = 0;
  const url = () => `/v1/commitments/${id}`;
  const etag = async (as: Actor) => (await api.get(url(), as)).headers.etag!;
  const give = async (commands: object[], as = most, headers: Record<string, string> = {}, query = '') =>
    api.post(`${url()}/commands${query}`, { commands }, as, { 'if-match': await etag(as), ...headers });
  const typesOf = ({ body }: { body: unknown }) =>
    (body as { events: { type: string }[] }).events.map(({ type }) => type);
  const settled = async <T extends { body: unknown }>(answer: T): Promise<T> => {
    await api.platform.caughtUpTo((answer.body as { cursor: string }).cursor, 5_000);
    return answer;
  };
  /** Another commitment, whose work is on hold. */
  const onHold = async () => {
    id = `f.1.c${(made += 1)}`;
    await api.post(`${url()}/start`, { cause: 'Begun' }, most, { 'if-match': await etag(most) });
    const blocked = await api.post(`${url()}/block`, { cause: 'No land' }, most, { 'if-match': '"1"' });
    await settled(blocked);
  };
  beforeAll(async () => {
    api = await boot();
    await scene(api, { institutions: ['pk-most', 'cn-most'], commitments: 12 });
  });
  afterAll(() => api.close());

  it('are decided each on what those before it led to, and recorded in one append under one key', async () => {
    await onHold();
    const count = await api.count();
    const headers = { 'idempotency-key': 'on and done', 'if-match': await etag(most) };
    const answer = await settled(await give([goesOn, completed], most, headers));
    expect([answer.status, typesOf(answer)]).toEqual([201, ['CommitmentUnblocked', 'CompletionReported']]);
    expect((await api.get(url())).body).toMatchObject({ status: 'reportedComplete' });
    expect((await give([goesOn, completed], most, headers)).body).toEqual(answer.body);
    expect((await give([goesOn], most, headers)).status).toBe(422);
    expect((await give([goesOn, { ...completed, completedOn: '2022' }], most, headers)).status).toBe(422);
    expect(await api.count()).toBe(count + 2);
  });

  it('keep each its own day and source', async () => {
    await onHold();
    const reached = { command: 'ReachMilestone', milestone: 'm1', on: '2022-05-02' };
    const source = { kind: 'document', reference: 'A letter' };
    const defined = { command: 'DefineMilestone', title: 'Site', provenance: { source } };
    const answer = await give([defined, reached]);
    expect(answer.status).toBe(201);
    const { entries } = (await api.get(`${url()}/timeline?atLeast=${(answer.body as { cursor: string }).cursor}`))
      .body as { entries: { type: string; occurredAt: object; source: object }[] };
    expect(entries.find(({ type }) => type === 'MilestoneDefined')).toMatchObject({ source });
    expect(entries.find(({ type }) => type === 'MilestoneReached')).toMatchObject({
      occurredAt: { value: '2022-05-02', precision: 'day' },
      source: { kind: 'statement' },
    });
  });

  it('are refused all if one is, as it would be alone, with its place', async () => {
    await onHold();
    const count = await api.count();
    const again = await give([goesOn, goesOn, completed, { command: 'ConfirmCompletion' }], pk);
    expect(again).toMatchObject({
      status: 409,
      body: {
        code: 'NOT_ADOPTED',
        wayOut: expect.any(String),
        problems: [{ field: '/commands/3', code: 'NOT_ADOPTED' }],
      },
    });
    const alone = await api.post(`${url()}/completion`, { ...completed, command: undefined }, most, {
      'if-match': await etag(most),
    });
    const together = await give([completed, goesOn]);
    expect(together).toMatchObject({ status: 409, body: { problems: [{ field: '/commands/0', code: 'ON_HOLD' }] } });
    for (const member of ['type', 'code', 'detail', 'wayOut'])
      expect((together.body as Record<string, unknown>)[member]).toBe((alone.body as Record<string, unknown>)[member]);
    expect(await api.count()).toBe(count);
  });

  it('are named with every field that does not fit', async () => {
    const fields = async (commands: object[]) =>
      ((await give(commands)).body as { problems: { field: string }[] }).problems.map(({ field }) => field).sort();
    expect(await fields([goesOn, { command: 'ReportCompletion', evidence: [] }, { ...goesOn, confirm: [] }])).toEqual([
      '/commands/1/completedOn',
      '/commands/1/evidence',
      '/commands/2/confirm',
    ]);
    expect(await fields([{ ...goesOn, commitmentId: 'f.1.c1' }])).toEqual(['/commands/0/commitmentId']);
    expect(await fields([])).toEqual(['/commands']);
    expect((await give([{ command: 'RegisterLegacyCommitment' }])).status).toBe(400);
  });

  it('are asked back once, with what is doubtful of each', async () => {
    await onHold();
    const percent = (it: number) => ({ command: 'ReportProgress', narrative: 'So far', percent: it });
    const commands = [goesOn, percent(40), percent(30), { ...completed, completedOn: '1812' }];
    const doubted = ['PERCENT_FELL', 'YEAR_BEFORE_1900'];
    const places = ({ body }: { body: unknown }) =>
      (body as { problems: { field: string; code: string }[] }).problems.map(({ field, code }) => [field, code]);
    expect(places(await give(commands))).toEqual([
      ['/commands/2/percent', 'PERCENT_FELL'],
      ['/commands/3/completedOn', 'YEAR_BEFORE_1900'],
    ]);
    const confirmed = await api.post(`${url()}/commands`, { commands, confirm: doubted }, most, {
      'if-match': await etag(most),
    });
    expect(confirmed.status).toBe(201);
  });

  it('are rehearsed as one: where the commitment stands before and after, and nothing is written', async () => {
    await onHold();
    const count = await api.count();
    const answer = await give([goesOn, completed], most, {}, '?rehearse=true');
    expect(answer).toMatchObject({
      status: 200,
      body: {
        events: [{ type: 'CommitmentUnblocked' }, { type: 'CompletionReported' }],
        commitments: [{ before: { status: 'onHold' }, after: { status: 'reportedComplete' }, rules: ['T7', 'T8'] }],
      },
    });
    expect((await give([completed], most, {}, '?rehearse=true')).status).toBe(409);
    expect(await api.count()).toBe(count);
  });

  it('are stale together, with what changed meanwhile and by whom', async () => {
    await onHold();
    const seen = await etag(most);
    const report = { narrative: 'Half of it stands', percent: 50 };
    await settled(await api.post(`${url()}/progress-reports`, report, pk));
    const inside = { rating: 'atRisk', provenance: { visibility: 'sideInternal' } };
    await settled(await api.post(`${url()}/assessments`, inside, cn));
    expect((await give([goesOn, completed], most, { 'if-match': seen })).body).toMatchObject({
      status: 412,
      changed: [{ field: 'percent', to: 50 }],
      by: [{ type: 'ProgressReported', by: { side: 'PK' }, enteredBy: { role: 'secretariat' } }],
    });
    expect((await api.post(`${url()}/commands`, { commands: [goesOn] }, most)).status).toBe(428);
  });

  it('need the role that each needs alone', async () => {
    await onHold();
    const data: Record<string, object> = {
      ReachMilestone: { milestone: 'm1', on: '2022' },
      CorrectEntry: { eventId: '3f1c2f60-0f0f-4b0e-9c35-6e2a52f1f001', field: 'cause', new: 'x', reason: 'x' },
      WithdrawEntry: { eventId: '3f1c2f60-0f0f-4b0e-9c35-6e2a52f1f001', reason: 'x' },
      ReassignResponsibility: { from: 'pk-most', to: 'cn-most', part: 'lead', reason: 'x' },
      AssignResponsibility: { institution: 'cn-most', part: 'support' },
      ReportCompletion: { completedOn: '2022', evidence: [{ reference: 'x' }] },
      SetDueDate: { due: { date: '2025' } },
      ReviseDueDate: { to: { date: '2025' }, reason: 'x' },
      AttachEvidence: { evidence: { reference: 'x' } },
      RetractEvidence: { reference: 'x', reason: 'x' },
      DefineMilestone: { title: 'x' },
      AssessProgress: { rating: 'atRisk' },
      ReportProgress: { narrative: 'x' },
      StartWork: { cause: 'x' },
      BlockCommitment: { cause: 'x' },
      IssueReminder: { to: 'pk-most', regarding: 'x' },
      LapseCommitment: { rule: 'x' },
      UnblockCommitment: {},
      ConfirmCompletion: {},
    };
    const people = { focalPoint: most, secretariat: pk, coChair: pkChair, recorder, auditor };
    for (const name of commitmentCommands.keys())
      for (const [role, person] of Object.entries(people)) {
        if ((routeOfCommand.get(name)!.config.access as readonly string[]).includes(role)) continue;
        const answer = await give([{ command: name, ...(data[name] ?? { reason: 'x' }) }], person);
        expect({ name, role, status: answer.status }).toEqual({ name, role, status: 403 });
      }
  });
});
