import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { openMemoryEventStore, openSqliteEventStore } from '@jwg/event-store';
import { forumOf } from '@jwg/domain';
import { eventsAfter, idOf, type SkippedEvent, type StoredEvent } from '@jwg/event-sourcing';
import type { Verified } from '@jwg/platform';
import { verifyEvents } from '../libs/platform/src/proving/verify-events.js';
import { WORTH_THREADS } from '../libs/platform/src/proving/verify-quickly.js';
import { cli, dataFolder, startServer, tokenFor, type Server } from './server.js';

const { folder, remove } = dataFolder();
const kept = join(folder, 'kept.txt');
const events: StoredEvent[] = [];
let key: string;
let note: string;

beforeAll(async () => {
  expect(await cli(['demo', '--once', '--data', folder])).toMatchObject({ code: 0 });
  const { code, stdout } = await cli(['verify', '--data', folder, '--json']);
  const { checkpoint, wrong } = JSON.parse(stdout) as Verified;
  expect([code, wrong]).toEqual([0, []]);
  [key, note] = [checkpoint!.key!, checkpoint!.note];
  writeFileSync(kept, note);
  const store = openSqliteEventStore({ folder, readOnly: true });
  for await (const event of eventsAfter(store)) events.push(event);
  await store.close();
}, 240_000); // the build is in it, the first time
afterAll(remove);

/** A ledger of these events alone, each stream without a gap: as nobody signed it, so that only the rules can tell. */
const verified = async (its: readonly StoredEvent[], skipped: readonly SkippedEvent[] = []) => {
  const store = openMemoryEventStore();
  const lengths = new Map<string, number>();
  for (const { stream, id, type, schemaVersion, data, metadata, recordedAt } of its) {
    const length = lengths.get(stream) ?? 0;
    lengths.set(stream, length + 1);
    const event = { id, type, schemaVersion, data, metadata, recordedAt };
    await store.append([{ stream, expected: length === 0 ? 'noStream' : length - 1, events: [event] }]);
  }
  return verifyEvents(store, [], undefined, undefined, skipped);
};
const wrongIn = async (its: readonly StoredEvent[]): Promise<string[]> =>
  (await verified(its)).wrong.map(({ what }) => what);
const isEffect = ({ metadata }: StoredEvent) => (metadata as { actor: { role: string } }).actor.role === 'policy';

describe('The rules, of a ledger that nobody signed', () => {
  it('have nothing against the demo', async () => expect(await wrongIn(events)).toEqual([]));

  it('miss each effect of a statement that is not there', async () => {
    const effects = events.filter(isEffect);
    expect(effects.length).toBeGreaterThan(20);
    const lastCause = Math.max(...effects.map(({ position }) => position));
    for (const effect of effects.filter(({ position }) => position < lastCause).slice(0, 15)) {
      const [what] = await wrongIn(events.filter((it) => it !== effect));
      expect(what).toMatch(
        /^(What the event at position \d+ does to \S+ is not in the ledger|The event at position \d+ says that it carries)/,
      );
    }
  });

  it('do not miss what an operator had the policy skip, and say whose will that was', async () => {
    const causedBy = ({ metadata }: StoredEvent) => (metadata as { causationId?: string }).causationId;
    const alone = (it: StoredEvent) => events.filter((other) => causedBy(other) === causedBy(it)).length === 1;
    const effect = events.filter(isEffect).find((it) => it.type !== 'CommitmentRegistered' && alone(it))!;
    const causationId = causedBy(effect)!;
    const its = events.filter((it) => it !== effect);
    const cause = its.find(({ id }) => id === causationId)!;
    const skipped = [{ eventId: causationId, by: 'Humaira', reason: 'was done by hand' }];
    expect(await wrongIn(its)).toEqual([expect.stringContaining(`event at position ${cause.position} does to`)]);
    const { wrong, leftOut } = await verified(its, skipped);
    expect([wrong, leftOut]).toEqual([
      [],
      [{ position: cause.position, stream: effect.stream, by: 'Humaira', reason: 'was done by hand' }],
    ]);
  });

  it('find an effect that is there twice, or that nothing leads to', async () => {
    const effect = events.find(isEffect)!;
    const id = '00000000-0000-4000-8000-000000000000';
    const twice = [...events, { ...effect, id }];
    expect(await wrongIn(twice)).toEqual([expect.stringContaining(`position ${events.length} says that it carries`)]);
    const metadata = { ...(effect.metadata as object), commandId: id };
    expect(await wrongIn([...events, { ...effect, id, metadata }])).toHaveLength(1);
  });

  it('find an event of another kind of stream, and one that cannot be folded', async () => {
    const session = events.find(({ type }) => type === 'SessionOpened')!;
    const id = '00000000-0000-4000-8000-000000000000';
    const [misplaced] = await wrongIn([...events, { ...session, id, stream: 'commitment-cpec-jwg-st.0.c1' }]);
    expect(misplaced).toContain(
      `position ${events.length} is SessionOpened, which commitment-cpec-jwg-st.0.c1 cannot have`,
    );
    const registered = events.find(({ type }) => type === 'CommitmentRegistered')!;
    const broken = await wrongIn([...events, { ...registered, id, data: null }]);
    expect(broken).toEqual([expect.stringContaining('cannot be folded')]);
  });
});

describe('jwg verify --deep', () => {
  const deep = async (data: string) => {
    const { code, stdout } = await cli(['verify', '--deep', '--data', data, '--json']);
    return [code, (JSON.parse(stdout) as Verified).wrong.map(({ what }) => what)];
  };

  it('has nothing against the read models of the demo', async () => expect(await deep(folder)).toEqual([0, []]));

  it.each([
    ['a row', `UPDATE commitments_N SET body = replace(body, '.c1"', '.c2"') WHERE key = 'cpec-jwg-st.0.c1'`],
    [
      'a former version of a row',
      `UPDATE commitments_N SET until_position = until_position - 1 WHERE until_position < 120`,
    ],
    [
      'an entry of a list',
      `DELETE FROM commitments_parts_N WHERE rowid = (SELECT max(rowid) FROM commitments_parts_N)`,
    ],
  ])('finds %s that the ledger does not lead to', async (_, forgery) => {
    const copy = dataFolder();
    cpSync(folder, copy.folder, { recursive: true });
    const db = new Database(join(copy.folder, 'read-models.db'));
    const live = `SELECT generation FROM generations WHERE name = 'commitments' AND state = 'live'`;
    const generation = db.prepare<[], number>(live).pluck().get()!;
    expect(db.prepare(forgery.replaceAll('_N', `_${generation}`)).run().changes).toBeGreaterThan(0);
    db.close();
    expect(await deep(copy.folder)).toEqual([
      1,
      [expect.stringMatching(/^The rows of commitments are not what the ledger leads to: \S+ from position \d+ on/)],
    ]);
    copy.remove();
  });
});

describe('A ledger that is worth threads', () => {
  it('is verified and told by the program that is built', async () => {
    const { folder: large, remove: removeLarge } = dataFolder();
    try {
      cpSync(folder, large, { recursive: true });
      const store = openSqliteEventStore({ folder: large });
      const { stream, ...report } = events.find(({ type }) => type === 'ProgressReported')!;
      const { length } = await store.readStream(stream);
      for (let n = 0; n < WORTH_THREADS; n += 1_000) {
        const more = Array.from({ length: 1_000 }, () => ({ ...report, id: randomUUID() }));
        await store.append([{ stream, expected: length + n - 1, events: more }]);
      }
      await store.close();
      const { code, stdout } = await cli(['verify', '--data', large, '--json']);
      const { wrong, events: seen } = JSON.parse(stdout) as Verified;
      expect([code, wrong, seen]).toEqual([0, [], events.length + WORTH_THREADS]);
      const told = await cli(['replay', forumOf(idOf(stream)), '--data', large, '--json']);
      const lines = told.stdout.trimEnd().split('\n');
      expect([told.code, JSON.parse(lines.at(-1)!)]).toEqual([0, expect.objectContaining({ subject: idOf(stream) })]);
      expect(lines.length).toBeGreaterThan(WORTH_THREADS);
      expect(existsSync('dist/libs/platform/src/telling/telling-thread.js')).toBe(true); // without it, it takes longer
    } finally {
      removeLarge();
    }
  }, 60_000);
});

describe('A ledger of which everything signed was removed', () => {
  it('is not taken for one that was verified, unless a checkpoint was kept elsewhere', async () => {
    const copy = dataFolder();
    cpSync(folder, copy.folder, { recursive: true });
    rmSync(join(copy.folder, 'proof'), { recursive: true });
    const verify = (...options: string[]) => cli(['verify', '--data', copy.folder, ...options]);
    expect(await verify()).toMatchObject({ code: 2, stdout: expect.stringContaining('somebody has removed them') });
    expect(await verify('--key', key, '--checkpoint', kept)).toMatchObject({ code: 0 });
    copy.remove();
  }, 60_000);
});

describe('jwg verify of a running server', () => {
  let server: Server;
  let env: Record<string, string>;
  const verify = (...options: string[]) => cli(['verify', '--url', server.url, ...options], env);
  beforeAll(async () => {
    server = await startServer(folder);
    env = { JWG_TOKEN: await tokenFor(folder, '--role', 'auditor', '--name', 'auditor') };
  }, 60_000);
  afterAll(async () => void (await server.stop()));

  it('finds nothing wrong, with the key and the checkpoint that were kept', async () => {
    const { code, stdout, stderr } = await verify('--key', key, '--checkpoint', kept, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ events: events.length, kept: 1, wrong: [] });
    expect((await verify()).stdout).toContain('The signature was not checked');
  });

  it('finds an event that was changed under the running server, and names it', async () => {
    const db = new Database(join(folder, 'ledger.db'));
    const edit = db.prepare(`UPDATE events SET data = json_set(data, '$.text', ?) WHERE position = 60`);
    const { data } = db.prepare<[], { data: string }>('SELECT data FROM events WHERE position = 60').get()!;
    try {
      edit.run('never said');
      const { code, stdout } = await verify('--key', key, '--json');
      expect([code, (JSON.parse(stdout) as Verified).wrong[0]]).toEqual([1, expect.objectContaining({ position: 60 })]);
    } finally {
      db.prepare('UPDATE events SET data = ? WHERE position = 60').run(data);
      db.close();
    }
    expect(await verify('--key', key)).toMatchObject({ code: 0 });
  });

  it('could not be done where no server is, and exits with 2', async () => {
    const { code, stderr } = await cli(['verify', '--url', 'http://127.0.0.1:1'], env);
    expect([code, stderr]).toEqual([2, expect.stringContaining('This could not be verified')]);
  });
});

describe('jwg verify of a bundle', () => {
  const file = join(folder, 'a.json');
  it('says what verify-bundle.mjs says, and finds what is wrong', async () => {
    expect(await cli(['bundle', 'cpec-jcc', '--data', folder, '--out', file])).toMatchObject({ code: 0 });
    const whole = await cli(['verify', file, '--key', key]);
    expect([whole.code, whole.stdout]).toEqual([0, expect.stringContaining('Checked, and so:')]);
    writeFileSync(file, readFileSync(file, 'utf8').replace('Railway', 'Runway').replace('railway', 'runway'));
    const changed = await cli(['verify', file, '--json']);
    expect([changed.code, changed.stdout]).toEqual([
      1,
      expect.stringMatching(/"what": "The event at position \d+ .* was changed\."/),
    ]);
  });

  it('could not be done of a file that is not there, or is no bundle, and exits with 2', async () => {
    const other = join(folder, 'other.json');
    for (const text of ['{"about": "a commitment"}', 'null', 'no JSON', '']) {
      writeFileSync(other, text);
      const { code, stderr } = await cli(['verify', other]);
      expect([code, stderr]).toEqual([2, expect.stringMatching(/could not be verified: \S+ This is no bundle/)]);
    }
    expect(await cli(['verify', join(folder, 'none.json')])).toMatchObject({ code: 2 });
  });
});

describe('A whole folder that was put back', () => {
  it('is found by the checkpoint that was kept, over HTTP and in the folder', async () => {
    const earlier = dataFolder();
    cpSync(folder, earlier.folder, { recursive: true });
    for (const file of ['proof', 'ledger.db', 'ledger.db-wal', 'ledger.db-shm'])
      rmSync(join(earlier.folder, file), { recursive: true, force: true });
    const first = openSqliteEventStore({ folder: earlier.folder });
    for (const { stream, revision, id, type, schemaVersion, data, metadata, recordedAt } of events.slice(0, 50))
      await first.append([
        {
          stream,
          expected: revision === 0 ? 'noStream' : revision - 1,
          events: [{ id, type, schemaVersion, data, metadata, recordedAt }],
        },
      ]);
    await first.close();
    cpSync(join(folder, 'proof/key.json'), join(earlier.folder, 'proof/key.json'), { recursive: true });
    const { code, stdout } = await cli(['verify', '--data', earlier.folder, '--key', key, '--checkpoint', kept]);
    expect([code, stdout]).toEqual([
      1,
      expect.stringContaining(`ends before position 50, and ${events.length} events were signed`),
    ]);
    earlier.remove();
  });
});
