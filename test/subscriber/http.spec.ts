import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  evolveStatus,
  isOfCommitment,
  isPublished,
  type CloudEvent,
  type CommitmentStatus,
} from '@jwg/published-language';
import {
  fileBookmark,
  http,
  HandlerFailed,
  RefusedByLedger,
  statusAfter,
  subscribe,
  type Bookmark,
  type Subscription,
} from '@jwg/subscriber';
import { actors } from '../../apps/api/src/testing/booted.js';
import { bootListening, type Listening } from '../../apps/api/src/testing/listening.js';
import { play } from '../../apps/api/src/testing/playing.js';
import { proxied } from './proxied.js';
import { until } from '../../libs/subscriber/src/testing/publishing.js';

describe('a subscription over HTTP', () => {
  let folder: string;
  let api: Listening;
  let url: string;
  let token: string;
  let running: Subscription[];
  let heard: string[];
  let institutions = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jwg-subscriber-'));
    api = await bootListening({ publicUrl: 'https://ledger.example' });
    await play(api);
    url = `http://127.0.0.1:${api.port}`;
    token = (await api.bearer(actors.service)).replace('Bearer ', '');
  }, 60_000);
  afterAll(async () => {
    await api.close();
    await rm(folder, { recursive: true });
  });
  beforeEach(() => {
    running = [];
    heard = [];
  });
  afterEach(async () => {
    await Promise.allSettled(running.map((it) => it.stop()));
  });

  type Options = Partial<Parameters<typeof subscribe>[0]>;
  const listen = async (options: Options = {}, more: Partial<Parameters<typeof http>[0]> = {}) => {
    const subscription = await subscribe({
      from: http({ url, token, ...more }),
      on: { '*': (event) => void heard.push(event.id) },
      retryForMs: 5,
      onError: () => {},
      retryMs: 1,
      ...options,
    });
    running.push(subscription);
    return subscription;
  };
  const published = async () => (await api.platform.store.readAll(undefined, 5_000)).filter(isPublished);
  const ids = async () => (await published()).map(({ id }) => id);
  const write = async () => {
    const n = (institutions += 1);
    const body = { institution: `pk-new-${n}`, side: 'PK', name: { en: `Institution ${n}` } };
    const answer = await api.post('/v1/forums/cpec-jwg-st/institutions', body);
    expect(answer.status).toBe(201);
    return (answer.body.events[0] as { id: string }).id;
  };
  const inMemory = (): Bookmark & { cursor?: string } => ({
    async load() {
      return this.cursor;
    },
    async save(cursor) {
      this.cursor = cursor;
    },
  });

  it('hands over existing events, then new ones, each once and in order', async () => {
    await listen();
    expect(heard).toEqual(await ids());
    const late = await write();
    await until(() => heard.at(-1) === late);
    expect(heard).toEqual(await ids());
  });

  it('asks only for events that it has a handler for', async () => {
    const names: string[] = [];
    await listen({ on: { InstitutionRegistered: ({ data }) => void names.push(data.institution) } });
    const events = (await published()).filter(({ type }) => type === 'InstitutionRegistered');
    expect(names).toHaveLength(events.length);
    await write();
    await until(() => names.at(-1) === `pk-new-${institutions}`);
  });

  it('continues at its bookmark when it starts again', async () => {
    const bookmark = fileBookmark(join(folder, 'bookmark'));
    const first = await listen({}, { bookmark });
    const before = await write();
    await until(() => heard.at(-1) === before);
    await first.stop();
    await first.done;
    heard = [];
    const late = await write();
    await listen({}, { bookmark });
    expect(heard).toEqual([late]);
  });

  it('continues without loss or repetition after the ledger was away', async () => {
    const own = await bootListening();
    await play(own);
    const from = await proxied(own.port);
    const bearer = (await own.bearer(actors.service)).replace('Bearer ', '');
    const troubles: unknown[] = [];
    await listen({ onError: (error) => troubles.push(error) }, { url: from.url, token: () => bearer });
    const count = heard.length;
    await from.cut();
    const body = { institution: 'pk-late', side: 'PK', name: { en: 'Late' } };
    expect((await own.post('/v1/forums/cpec-jwg-st/institutions', body)).status).toBe(201);
    await until(() => troubles.length > 0);
    await from.mend();
    await until(() => heard.length > count);
    await running[0]!.stop();
    const all = (await own.platform.store.readAll(undefined, 5_000)).filter(isPublished);
    expect(heard).toEqual(all.map(({ id }) => id));
    await from.close();
    await own.close();
  });

  it('can begin with the statuses that the relay would publish, and follow from there', async () => {
    const truth = async () => {
      const all = new Map<string, CommitmentStatus>();
      for (const event of await published()) {
        const status = isOfCommitment(event.stream) && evolveStatus(all.get(event.stream), event);
        if (status) all.set(event.stream, status);
      }
      return all;
    };
    const table = new Map<string, CommitmentStatus>();
    await listen({
      status: ({ subject, data }) => void table.set(subject, data),
      on: {
        '*': (event) => {
          heard.push(event.id);
          const after = statusAfter(table.get(event.subject), event);
          if (after) table.set(event.subject, after);
        },
      },
    });
    expect(table.size).toBeGreaterThan(2);
    expect(table).toEqual(await truth());
    expect(heard).toEqual([]);
    const report = { narrative: 'Surveyed', percent: 71 };
    const answer = await api.post('/v1/commitments/cpec-jwg-st.2.c1/progress-reports', report, actors.pk);
    expect(answer.status).toBe(201);
    await until(() => heard.length > 0);
    expect(table).toEqual(await truth());
  });

  it('stops at an event that keeps failing, and retries it after a restart', async () => {
    const bookmark = inMemory();
    const all = await ids();
    const on = {
      '*': (event: CloudEvent) => {
        if (event.id === all[3]) throw new Error('cannot bear it');
        heard.push(event.id);
      },
    };
    await expect(listen({ on }, { bookmark })).rejects.toThrow(HandlerFailed);
    expect(heard).toEqual(all.slice(0, 3));
    await listen({}, { bookmark });
    expect(heard).toEqual(all);
  });

  it('hands an event that keeps failing to the dead letters of the service, and continues', async () => {
    const all = await ids();
    const letters: string[] = [];
    const on = {
      '*': (event: CloudEvent) => {
        if (event.id === all[3]) throw new Error('cannot bear it');
        heard.push(event.id);
      },
    };
    await listen({ on }, { deadLetter: (event, { message }) => void letters.push(`${event.id} ${message}`) });
    expect(heard).toEqual(all.filter((id) => id !== all[3]));
    expect(letters).toEqual([expect.stringMatching(`${all[3]} .*cannot bear it`)]);
  });

  it('lets the running handler finish when it is stopped, and keeps its place', async () => {
    const bookmark = inMemory();
    const leave = Promise.withResolvers<void>();
    const entered = Promise.withResolvers<void>();
    const all = await ids();
    const controller = new AbortController();
    const listening = listen(
      {
        signal: controller.signal,
        on: {
          '*': async (event) => {
            entered.resolve();
            await leave.promise;
            heard.push(event.id);
          },
        },
      },
      { bookmark },
    );
    await entered.promise;
    controller.abort();
    leave.resolve();
    await (
      await listening
    ).done;
    expect(heard).toEqual([all[0]]);
    await listen({}, { bookmark });
    expect(heard).toEqual(all);
  });

  it('passes on the ledger’s words when it is refused', async () => {
    await expect(listen({}, { token: 'wrong' })).rejects.toThrow(RefusedByLedger);
    await expect(listen({}, { url: `${url}/elsewhere` })).rejects.toThrow(/answered 404/);
  });

  it('fails with a clear error when there is no ledger', async () => {
    await expect(listen({}, { url: 'http://127.0.0.1:1' })).rejects.toThrow();
  });
});
