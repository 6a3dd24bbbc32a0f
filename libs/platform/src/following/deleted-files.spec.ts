import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { carryIntoEffect, commitment, session, type NewStatement } from '@jwg/domain';
import { foldedRows, projections, type RowReader } from '@jwg/read-models';
import { v5 } from 'uuid';
import type { RequestContext } from '../writing/request-context.js';
import { openSession } from '../testing/open-session.js';
import { Platform } from '../platform.js';

let folder: string;
let warned: unknown[][];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jwg-deleted-'));
  warned = [];
  jest.spyOn(process, 'emitWarning').mockImplementation((...warning: unknown[]) => void warned.push(warning));
  await using(record);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const using = async <T>(work: (platform: Platform) => Promise<T>): Promise<T> => {
  const platform = await Platform.open({ folder });
  try {
    return await work(platform);
  } finally {
    await platform.close();
  }
};
const as = (name: string, role: RequestContext['actor']['role'] = 'recorder', side?: string): RequestContext => ({
  actor: { id: 'someone', role, ...(side !== undefined && { side }) },
  commandId: v5(name, v5.URL),
});
const say = ({ ledger }: Platform, name: string, type: NewStatement['type'], more: object) => {
  const common = { text: { en: 'Said' }, speaker: { kind: 'joint' }, refersTo: [] };
  const statements = [{ type, data: { ...common, ...more } } as NewStatement];
  return ledger.transact(
    session,
    'st.2',
    { type: 'RecordStatements', data: { session: 'st.2', statements } },
    {},
    as(name),
  );
};
const reviewed = (platform: Platform, name: string, outcome: string, more: object) =>
  say(platform, name, 'CommitmentReviewed', { commitmentId: 'st.2.c1', outcome, reason: 'Funds', ...more });

/** A decision, a review with an effect, one without (the date is so already), and one whose effect is refused. */
const record = async (platform: Platform): Promise<void> => {
  const { ledger } = platform;
  await openSession(ledger, as);
  const undertaking = { kind: 'support', title: { en: 'Zones' }, lead: ['pk-stza'], support: [], beneficiaries: [] };
  await say(platform, 'decide', 'DecisionTaken', { undertakings: [undertaking] });
  await platform.catchUp();
  await reviewed(platform, 'revise', 'dateRevised', { due: { date: '2025' } });
  await reviewed(platform, 'revise to the same', 'dateRevised', { due: { date: '2025' } });
  await reviewed(platform, 'reopen', 'reopened', {});
  await platform.catchUp();
};
const setDate = ({ ledger }: Platform, date: string) => {
  const data = { to: { date }, reason: 'Floods' };
  return ledger.transact(commitment, 'st.2.c1', { type: 'ReviseDueDate', data }, {}, as(date, 'secretariat', 'PK'));
};

const remove = (name: string) => {
  for (const it of readdirSync(folder)) if (it.startsWith(name)) rmSync(join(folder, it));
};
const eventsOf = ({ store }: Platform) => store.readAll(undefined, 1_000);
const typesOf = async (platform: Platform) => (await eventsOf(platform)).map(({ type }) => type);
const policyOf = ({ books }: Platform) => books.checkpoint(carryIntoEffect.name).get();
const rowsIn = async (reader: RowReader): Promise<unknown> =>
  JSON.parse(JSON.stringify(await Promise.all(projections.map((it) => reader.find(it)))));
const expectRowsAsFolded = async (platform: Platform) => {
  const [events, position] = [await eventsOf(platform), await platform.rows.position(...projections)];
  expect(position).toBe(events.at(-1)!.position);
  const kept = await rowsIn(platform.rows.at(position, { wholeLedger: true }));
  expect(kept).toEqual(await rowsIn(foldedRows(events, projections)));
};

describe('A data folder whose read-models.db was deleted', () => {
  it('gets its read models back, and nothing is decided again', async () => {
    const before = await using(async (platform) => {
      await setDate(platform, '2026'); // from now on the second review would change something
      await platform.catchUp();
      await platform.skip('journal', v5('an event', v5.URL), 'operator', 'too large');
      return { events: await eventsOf(platform), policy: await policyOf(platform) };
    });
    expect(before.events.map(({ type }) => type)).toContain('EffectNotApplied');
    remove('read-models.db');
    await using(async (platform) => {
      expect(await platform.rows.position(...projections)).toBe(-1);
      expect(await policyOf(platform)).toEqual(before.policy);
      await platform.catchUp();
      expect(await eventsOf(platform)).toEqual(before.events);
      expect(await platform.books.skips.list('journal')).toHaveLength(1);
      await expectRowsAsFolded(platform);
    });
    expect(warned).toEqual([]);
  });
});

describe('A data folder whose followers.db was deleted', () => {
  it('warns of it, and the policy writes nothing twice when it goes through the ledger again', async () => {
    const before = await using(eventsOf);
    remove('followers.db');
    await using(async (platform) => {
      expect(await policyOf(platform)).toBeUndefined();
      await platform.catchUp();
      expect(await policyOf(platform)).toMatchObject({ position: before.at(-1)!.position });
      expect(await eventsOf(platform)).toEqual(before);
      await expectRowsAsFolded(platform);
    });
    const said = expect.stringContaining('(followers.db) did not say how far the policies are');
    expect(warned).toEqual([[said, { type: 'FollowerBooksLost' }]]);
    await using(async () => {});
    expect(warned).toHaveLength(1);
  });

  it('decides nothing again: what had led to nothing left a trace, too', async () => {
    const before = await using(async (platform) => {
      await setDate(platform, '2026');
      await platform.catchUp();
      return typesOf(platform);
    });
    remove('followers.db');
    await using(async (platform) => {
      await platform.catchUp();
      expect(await typesOf(platform)).toEqual(before);
    });
  });

  it('is read by one who may not write without a warning, and stays without the file', async () => {
    remove('followers.db');
    const platform = await Platform.open({ folder, readOnly: true });
    expect((await platform.checkpoints()).get(carryIntoEffect.name)).toBeUndefined();
    expect((await platform.checkpoints()).get('forums')).toBeDefined();
    await platform.close();
    expect(existsSync(join(folder, 'followers.db'))).toBe(false);
    expect(warned).toEqual([]);
  });
});
