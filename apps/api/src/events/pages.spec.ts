import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CloudEvent } from 'cloudevents';
import { catalogue } from '@jwg/domain';
import type { Actor } from '@jwg/domain';
import type { LedgerStoredEvent } from '@jwg/platform';
import { isPublished } from '@jwg/published-language';
import { actors, boot, type Booted } from '../testing/booted.js';
import { play } from '../testing/playing.js';

const BATCH = 'application/cloudevents-batch+json';
let api: Booted;
let all: readonly LedgerStoredEvent[];

beforeAll(async () => {
  api = await boot({ publicUrl: 'https://ledger.example' });
  await play(api);
  await api.post(
    '/v1/commitments/cpec-jwg-st.2.c1/reminders',
    { to: 'pk-most', regarding: 'A word among ourselves', provenance: { visibility: 'sideInternal' } },
    actors.pk,
  );
  all = (await api.platform.store.readAll(undefined, 5_000)) as LedgerStoredEvent[];
}, 60_000);
afterAll(() => api.close());

const nextOf = (headers: Readonly<Record<string, string>>) => /^<([^>]+)>; rel="next"$/.exec(headers.link ?? '')?.[1];
const idsOf = (events: readonly { id: string }[]) => events.map(({ id }) => id);

/** Reads page after page by their Link headers, in either form. */
const walk = async (start: string, as: Actor = actors.service) => {
  const found: { id: string }[] = [];
  for (let url: string | undefined = start; url;) {
    const { status, body, headers } = await api.get(url, as);
    expect(status).toBe(200);
    found.push(...((Array.isArray(body) ? body : body.events) as { id: string }[]));
    url = nextOf(headers);
  }
  return found;
};

describe('The events page by page', () => {
  it('are CloudEvents at the address of batches, and in the ledger’s own form at their own', async () => {
    const { status, headers, body } = await api.get('/v1/events/batch?limit=500');
    expect([status, headers['content-type']]).toEqual([200, BATCH]);
    for (const event of body as { dataschema: string; cursor: string }[]) {
      expect(() => new CloudEvent(event, true)).not.toThrow();
      expect(event).toMatchObject({ source: 'https://ledger.example', delivery: expect.any(String) });
    }
    expect(idsOf(body as { id: string }[])).toEqual(idsOf(all.filter(isPublished)));
    for (const accept of ['*/*', `application/json, ${BATCH}, application/problem+json`]) {
      const page = await api.get('/v1/events?limit=1', actors.service, { accept });
      expect([page.headers['content-type'], page.body.events[0].position]).toEqual(['application/json', 0]);
    }
    const old = await api.get('/v1/events?limit=1', actors.service, { accept: BATCH });
    expect(old).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'Accept', rule: expect.stringContaining('/v1/events/batch') }] },
    });
  });

  it.each([1, 3, 7, 50])('add up to the whole ledger when they are read %i at a time, in both forms', async (limit) => {
    const published = idsOf(all.filter(isPublished));
    expect(idsOf(await walk(`/v1/events/batch?limit=${limit}`))).toEqual(published);
    expect(idsOf(await walk(`/v1/events?limit=${limit}`))).toEqual(published);
  });

  it('show events internal to a side to that side in the ledger’s own form, and never as CloudEvents', async () => {
    const inner = all.filter((event) => !isPublished(event));
    expect(inner.length).toBeGreaterThan(0);
    const own = idsOf(await walk('/v1/events', actors.pk));
    expect(own).toEqual(expect.arrayContaining(idsOf(inner.filter(({ metadata }) => metadata.actor.side === 'PK'))));
    for (const as of Object.values(actors)) {
      const told = idsOf(await walk('/v1/events/batch', as));
      expect(told.filter((id) => idsOf(inner).includes(id))).toEqual([]);
    }
  });

  it('can be filtered by type and by forum, and the filtered pages add up to all events', async () => {
    const types = ['DecisionTaken', 'ProgressReported'];
    const some = all.filter((event) => isPublished(event) && types.includes(event.type));
    expect(some.length).toBeGreaterThan(1);
    expect(idsOf(await walk(`/v1/events/batch?types=${types.join(',')}&limit=1`))).toEqual(idsOf(some));
    expect(idsOf(await walk(`/v1/events?types=${types.join('&types=')}`))).toEqual(idsOf(some));
    const forums = (await api.get('/v1/forums')).body.forums as { id: string }[];
    expect(forums.length).toBeGreaterThan(1);
    const parts = await Promise.all(forums.map(({ id }) => walk(`/v1/events/batch?forum=${id}&limit=5`)));
    const apart = parts.flatMap(idsOf);
    expect(new Set(apart)).toEqual(new Set(idsOf(all.filter(isPublished))));
    expect(apart.length).toBe(new Set(apart).size);
  });

  it('give a cursor to continue from even when they are empty, so that no client reads the same part again', async () => {
    const { body, headers } = await api.get('/v1/events/batch?types=WorkStarted&forum=cpec-jcc');
    expect([body, nextOf(headers), headers.cursor]).toEqual([[], undefined, all.at(-1)!.cursor]);
    const later = await api.get(`/v1/events/batch?after=${headers.cursor}`);
    expect([later.body, later.headers.cursor]).toEqual([[], all.at(-1)!.cursor]);
    expect((await api.get('/v1/events?after=end')).body).toEqual({ events: [], cursor: all.at(-1)!.cursor });
    const full = await api.get('/v1/events/batch?limit=2');
    expect(full.headers.cursor).toBe(full.body[1].cursor);
    expect(nextOf(full.headers)).toBe(`/v1/events/batch?limit=2&after=${full.body[1].cursor}`);
    const known = await api.get('/v1/events/batch?limit=2', actors.service, { 'if-none-match': full.headers.etag! });
    expect([known.status, known.headers.cursor]).toEqual([304, full.headers.cursor]);
  });

  it('read a limited part of the ledger at a time, and say that there may be more', async () => {
    const big = await boot();
    const [model] = all;
    for (let start = 0; start < 12_000; start += 2_000)
      await big.platform.store.append([
        {
          stream: `forum-many`,
          expected: start === 0 ? 'noStream' : start - 1,
          events: Array.from({ length: 2_000 }, (_, n) => ({
            ...model!,
            id: `00000000-0000-4000-8000-${String(start + n).padStart(12, '0')}`,
            type: start + n === 11_999 ? 'ForumRevived' : 'ForumMarkedDormant',
            data: { reason: 'So many' },
          })),
        },
      ]);
    const first = await big.get('/v1/events/batch?types=ForumRevived');
    expect(first.body).toEqual([]);
    const second = await big.get(nextOf(first.headers)!);
    expect(second.body).toMatchObject([{ sequence: '11999' }]);
    await big.close();
  });

  it('are refused for an unknown type or forum, with a list of the known ones', async () => {
    const unknown = await api.get('/v1/events/batch?types=DecisionTaken,NoSuchThing');
    expect(unknown.body).toMatchObject({ status: 400, problems: [{ field: '/types/1' }] });
    for (const type of Object.keys(catalogue)) expect(unknown.body.problems[0].rule).toContain(type);
    for (const [query, status] of [
      ['types=', 400],
      ['after=nowhere', 400],
      ['after=99999999', 400],
      ['after=1&after=2', 400],
      ['forum=Not A Forum', 400],
      ['forum=no-such', 404],
    ] as const)
      expect([query, (await api.get(`/v1/events/batch?${query}`)).status]).toEqual([query, status]);
  });
});
