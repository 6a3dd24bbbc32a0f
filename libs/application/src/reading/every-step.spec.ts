import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v4 } from 'uuid';
import { jsonText } from '@jwg/audit';
import { forum, type ForumCommand } from '@jwg/domain';
import { Platform, within, type ToldStep } from '@jwg/platform';
import { everyLine, everyStep } from './every-step.js';
import { ReplayHistoryHandler, type ReplayHistory } from './replay-history.js';

let folder: string;
let platform: Platform;
const by = () => ({ actor: { id: 'recorder', role: 'recorder' as const }, commandId: v4() });
const record = (id: string, command: ForumCommand) => platform.ledger.transact(forum, id, command, {}, by());
const asked = (fields: Partial<ReplayHistory>) => fields as ReplayHistory;
const whole = (fields: Partial<ReplayHistory>) =>
  within(by(), async () => {
    const steps: ToldStep[] = [];
    for await (const some of everyStep(platform, asked(fields))) steps.push(...some);
    return steps;
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jwg-replay-'));
  platform = await Platform.open({ folder });
  const sides = ['PK', 'CN'].map((side) => ({ side, name: { en: side } }));
  for (const id of ['x', 'y']) {
    await record(id, { type: 'EstablishForum', data: { forum: id, name: { en: id }, level: 'workingGroup', sides } });
    for (const side of ['PK', 'CN'])
      await record('x', {
        type: 'RegisterInstitution',
        data: { institution: `${side.toLowerCase()}-${id}`, side, name: { en: `Of ${side}` } },
      });
  }
  await platform.catchUp();
}, 60_000);
afterAll(async () => {
  await platform.close();
  rmSync(folder, { recursive: true });
});

describe('Every step from the log', () => {
  it.each([{}, { from: '1', to: '4' }, { from: '2' }])('of a forum is what the pages tell, as by %j', async (span) => {
    const paged = await within(by(), () =>
      new ReplayHistoryHandler(platform).execute(asked({ subject: 'x', ...span })),
    );
    expect(paged.steps.length).toBeGreaterThan(2);
    expect(await whole({ subject: 'x', ...span })).toEqual(paged.steps);
  });

  it('of a forum that is not there is refused', async () =>
    expect(whole({ subject: 'z' })).rejects.toThrow('There is no forum z'));
});

describe('Every line from the log', () => {
  const linesOf = (fields: Partial<ReplayHistory>, ...where: [folder?: string, isMuch?: number]) =>
    within({ ...by(), wholeLedger: true }, async () => {
      let lines = '';
      for await (const some of everyLine(platform, asked(fields), ...where)) lines += Buffer.from(some).toString();
      return lines;
    });
  const stepsAsLines = async (fields: Partial<ReplayHistory>) =>
    (await whole(fields)).map((it) => `${jsonText(it)}\n`).join('');

  it.each([{}, { from: '2', to: '5' }])('is a step as JSON, as by %j', async (span) =>
    expect(await linesOf({ subject: 'x', ...span })).toBe(await stepsAsLines({ subject: 'x', ...span })),
  );

  it('is the same whether a thread tells it, or one cannot', async () =>
    expect(await linesOf({ subject: 'x' }, folder, 1)).toBe(await stepsAsLines({ subject: 'x' })));
});
