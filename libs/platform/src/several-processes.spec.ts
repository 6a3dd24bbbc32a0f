import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { forum, type ForumCommand } from '@jwg/domain';
import { StoreUnavailable, type EventStore, type FollowerHealth, type StoredEvent } from '@jwg/event-sourcing';
import { openMemoryEventStore } from '@jwg/event-store';
import { forums, openBooks, openRows, type Rows } from '@jwg/read-models';
import pg from 'pg';
import { v5 } from 'uuid';
import { startPostgres, type OwnServer } from '../../../test/postgres.js';
import { Platform } from './platform.js';
import type { Settings } from './settings/settings.js';

let server: OwnServer;
let store: EventStore;
let opened: Platform[];
let database: string;
const admin = async (statement: string, url = server.url) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
};

/** Another process over the same ledger and the same read models. */
const open = async (settings: Partial<Settings> = {}, ledger = store): Promise<[Platform, Rows]> => {
  const rows = await openRows({ postgres: database });
  const shared = Object.create(ledger, { close: { value: async () => {} } }) as EventStore;
  const books = await openBooks({ beside: rows });
  const platform = new Platform({ store: shared, rows, books }, settings);
  opened.push(platform);
  return [platform, rows];
};

const sides = ['PK', 'CN'].map((side) => ({ side, name: { en: side } }));
const establish = async ({ ledger }: Platform, name: string): Promise<string> => {
  const command: ForumCommand = {
    type: 'EstablishForum',
    data: { forum: name, name: { en: name }, level: 'workingGroup', sides },
  };
  const by = { actor: { id: 'recorder', role: 'recorder' as const }, commandId: v5(name, v5.URL) };
  return (await ledger.transact(forum, name, command, {}, by)).cursor!;
};
const all = (platform: Platform, state: FollowerHealth['state']) =>
  platform.health().every((it) => it.state === state && it.lag === 0);
const known = async (rows: Rows) => (await rows.at(1_000).find(forums)).length;
const until = async (holds: () => boolean | Promise<boolean>) => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe('several processes over one ledger', () => {
  beforeAll(async () => {
    Logger.overrideLogger(false);
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server.stop());
  beforeEach(async () => {
    opened = [];
    store = openMemoryEventStore();
    const name = `several_${Date.now()}`;
    await admin(`create database ${name} encoding 'UTF8' template template0`);
    database = new URL(`/${name}`, server.url).href;
  });
  afterEach(async () => {
    await Promise.all(opened.map((it) => it.close()));
    await store.close();
  });

  it('share the followers: one process runs each, the others stand by', async () => {
    const [[first], [second]] = [await open(), await open()];
    first.start();
    await until(() => all(first, 'running'));
    second.start();
    await until(() => all(second, 'standby'));
    const cursor = await establish(second, 'st');
    expect(await second.caughtUpTo(cursor, 10_000)).toBe(true);
    await until(() => all(second, 'standby') && all(first, 'running'));
  });

  it('know what another process has acknowledged, though none of their own followers runs', async () => {
    const [[worker], [api, rows], [other]] = [
      await open(),
      await open({ followers: 'worker' }),
      await open({ followers: 'worker' }),
    ];
    [worker, api, other].forEach((it) => it.start());
    for (let n = 0; n < 20; n += 1) {
      const cursor = await establish(other, `st-${n}`);
      expect(await api.caughtUpTo(cursor, 10_000)).toBe(true);
      expect(await known(rows)).toBe(n + 1);
    }
    expect(api.health().every(({ state }) => state === 'standby')).toBe(true);
  });

  it('say in time that no process runs the followers', async () => {
    const [api] = await open({ followers: 'worker' });
    api.start();
    const cursor = await establish(api, 'st');
    expect(await api.caughtUpTo(cursor, 50)).toBe(false);
  });

  it('hand the followers over when one stops', async () => {
    const [[first], [second, rows]] = [await open(), await open()];
    first.start();
    await until(() => all(first, 'running'));
    second.start();
    await until(() => all(second, 'standby'));
    await first.close();
    opened = [second];
    const cursor = await establish(second, 'st');
    expect(await second.caughtUpTo(cursor, 10_000)).toBe(true);
    expect(await known(rows)).toBe(1);
  });

  it('take over from a frozen process, which notices it and stands by when it resumes', async () => {
    let thaw = () => {};
    const frozen = new Promise<void>((resolve) => (thaw = resolve));
    let freezes = false;
    const slow = Object.create(store, {
      readAll: {
        async value(...asked: Parameters<EventStore['readAll']>): Promise<StoredEvent[]> {
          const batch = await store.readAll(...asked);
          if (freezes) await frozen; // it holds a batch that another process will handle meanwhile
          return batch;
        },
      },
    }) as EventStore;
    const [[first], [second, rows]] = [await open({}, slow), await open()];
    first.start();
    await until(() => all(first, 'running'));
    freezes = true;
    second.start();
    await until(() => all(second, 'standby'));
    await establish(second, 'st');
    expect(await known(rows)).toBe(0);
    await admin(`update leases set until = clock_timestamp()`, database); // the lease lapses
    await until(async () => (await known(rows)) === 1);
    freezes = false;
    thaw();
    const cursor = await establish(first, 'gwadar');
    expect(await first.caughtUpTo(cursor, 10_000)).toBe(true);
    await until(() => all(first, 'standby'));
    expect(await known(rows)).toBe(2);
  }, 30_000);

  it('take over from a process that cannot reach the ledger although it can renew its leases', async () => {
    let reaches = true;
    const remote = Object.create(store, {
      readAll: {
        value: (...asked: Parameters<EventStore['readAll']>) =>
          reaches ? store.readAll(...asked) : Promise.reject(new StoreUnavailable('no answer')),
      },
    }) as EventStore;
    const [[first], [second, rows]] = [await open({}, remote), await open()];
    first.start();
    await until(() => all(first, 'running'));
    second.start();
    await until(() => all(second, 'standby'));
    reaches = false;
    const cursor = await establish(second, 'st');
    expect(await second.caughtUpTo(cursor, 10_000)).toBe(true);
    expect(await known(rows)).toBe(1);
    expect(first.health().every(({ state }) => state === 'failing')).toBe(true);
    reaches = true;
    await until(() => all(first, 'standby') && all(second, 'running'));
  }, 30_000);

  it('lose and repeat nothing when both run a follower at once because each believes that it holds the lease', async () => {
    const everybody = async () => {
      const [platform, rows] = await open();
      Object.assign(platform.books.lease!, { hold: async () => true });
      platform.start();
      return [platform, rows] as const;
    };
    const [[first], [second, rows]] = [await everybody(), await everybody()];
    let cursor = '';
    for (let n = 0; n < 40; n += 1) cursor = await establish(n % 2 ? first : second, `st-${n}`);
    expect(await first.caughtUpTo(cursor, 10_000)).toBe(true);
    expect(await known(rows)).toBe(40);
    expect([...first.health(), ...second.health()].filter(({ failure }) => failure)).toEqual([]);
  });

  it('decide on what others have written, however long they cache a stream', async () => {
    const [[first], [second]] = [await open(), await open()];
    await establish(first, 'st');
    const rest = ({ ledger }: Platform, name: string, type: 'MarkForumDormant' | 'ReviveForum') => {
      const by = { actor: { id: 'recorder', role: 'recorder' as const }, commandId: v5(name, v5.URL) };
      return ledger.transact(forum, 'st', { type, data: { reason: 'x' } }, {}, by);
    };
    expect((await rest(first, 'a', 'MarkForumDormant')).revision).toBe(1);
    expect((await rest(second, 'b', 'MarkForumDormant')).events).toEqual([]); // the change was already made
    expect((await rest(second, 'c', 'ReviveForum')).revision).toBe(2);
    expect((await rest(first, 'd', 'ReviveForum')).events).toEqual([]);
  });
});
