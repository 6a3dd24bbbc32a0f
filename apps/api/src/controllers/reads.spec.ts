import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReadList } from '@jwg/application';
import type { Actor } from '@jwg/domain';
import { actors } from '@jwg/domain/samples';
import { verifyBundle } from '@jwg/ledger-proof';
import { verifyFolder } from '@jwg/platform';
import { boot, type Booted } from '../testing/booted.js';
import { play } from '../testing/playing.js';

const FORUM = 'cpec-jwg-st';
const SESSION = `${FORUM}.2`;
const folder = mkdtempSync(join(tmpdir(), 'reads-'));
const auditor: Actor = { id: 'B. Auditor', role: 'auditor', side: 'PK' };

let api: Booted;
const listed = async (query = '', as: Actor = actors.pk) => {
  const { text, status } = await api.get(`/v1/reads${query}`, as);
  expect(status).toBe(200);
  return JSON.parse(text) as ReadList;
};
/** Followers take a moment; the ledger is read when they are there. */
const settled = async () => {
  const last = await api.platform.store.last();
  await api.platform.caughtUpTo(last!.cursor, 5_000);
  for (let n = 0; n < 500; n += 1) {
    if ((await api.platform.proofs!.bundles.latest())?.head.size === last!.position + 1) return last!.position;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('Nothing was signed');
};
/** How many entries it leaves. */
const left = async (address: string, as = auditor) => {
  const before = await settled();
  expect(await api.get(address, as)).toMatchObject({ status: 200 });
  return (await settled()) - before;
};

beforeAll(async () => {
  api = await boot({ folder, publicReading: true });
  await play(api);
}, 60_000);
afterAll(() => api.close());

describe('What an auditor is given as a whole', () => {
  it.each([
    [`/v1/exports/events?forum=${FORUM}&purpose=Audit+2026`, { what: 'export', format: 'ndjson', forum: FORUM }],
    [`/v1/exports/commitments?forum=${FORUM}&asOf=60&purpose=Audit+2026`, { format: 'csv', upTo: 60 }],
    ['/v1/exports/provenance?after=20&purpose=Audit+2026', { what: 'export', format: 'prov', after: 20 }],
    [`/v1/bundles/${SESSION}.c1?purpose=Audit+2026`, { what: 'bundle', forum: FORUM, subject: `${SESSION}.c1` }],
    [`/v1/sessions/${SESSION}/report?side=CN&purpose=Audit+2026`, { what: 'report', subject: SESSION, of: 'CN' }],
  ])('by %s is recorded once, however often', async (address, entry) => {
    const upTo = await settled();
    expect(await left(address)).toBe(1);
    expect(await left(address)).toBe(0);
    const { reads } = await listed();
    expect(reads.at(-1)).toMatchObject({
      position: upTo + 1,
      upTo,
      reader: { id: 'B. Auditor', role: 'auditor', side: 'PK' },
      purpose: 'Audit 2026',
      ...entry,
    });
  });

  it('is recorded again for another reader, another purpose, or once something was recorded since', async () => {
    const address = `/v1/bundles/${SESSION}?asOf=70`;
    expect(await left(address)).toBe(1);
    expect(await left(`${address}&purpose=Another`)).toBe(1);
    expect(await left(address, actors.auditor)).toBe(1);
    expect(await left(`/v1/exports/events?forum=${FORUM}`)).toBe(1);
    await api.post(`/v1/forums/${FORUM}/verbs`, { word: 'würdigten', language: 'de', like: 'praised' });
    expect(await left(`/v1/exports/events?forum=${FORUM}`)).toBe(1);
    expect(await left(address)).toBe(0);
  });

  it('is not recorded of others, nor of what is asked question by question', async () => {
    const export_ = `/v1/exports/events?forum=${FORUM}&asOf=50`;
    for (const as of [actors.pk, actors.recorder, actors.service]) expect(await left(export_, as)).toBe(0);
    expect(await left(`/v1/forums/${FORUM}/matrix`)).toBe(0);
    const before = await settled();
    expect(await api.send({ method: 'GET', url: export_ })).toMatchObject({ status: 200 });
    expect(await settled()).toBe(before);
  });

  it('is not given for a purpose that is too long, nor recorded when there is nothing to give', async () => {
    const before = await settled();
    expect(await api.get(`/v1/exports/events?purpose=${'x'.repeat(201)}`, auditor)).toMatchObject({ status: 400 });
    expect(await api.get('/v1/exports/events?forum=nobody', auditor)).toMatchObject({ status: 404 });
    expect(await api.get('/v1/bundles/cpec-jwg-st.2.c99', auditor)).toMatchObject({ status: 404 });
    expect(await settled()).toBe(before);
  });
});

describe('The reads on record', () => {
  it('are listed page by page, of a forum with those of the whole ledger', async () => {
    const { reads } = await listed();
    expect(reads.map(({ position }) => position)).toEqual(
      [...reads.map(({ position }) => position)].sort((a, b) => a - b),
    );
    const first = await listed('?limit=2');
    expect(first.reads).toEqual(reads.slice(0, 2));
    expect((await listed(`?after=${first.next}`)).reads).toEqual(reads.slice(2));
    const latest = await listed('?order=newest&limit=3');
    expect(latest.reads).toEqual(reads.toReversed().slice(0, 3));
    expect((await listed(`?order=newest&after=${latest.next}`)).reads).toEqual(reads.toReversed().slice(3));
    const second = reads[1]!.position;
    expect(await listed(`?asOf=${second}`)).toMatchObject({ position: second, reads: reads.slice(0, 2) });
    expect(await api.get('/v1/reads?asOf=yesterday', actors.pk)).toMatchObject({ status: 400 });
    const ofForum = (await listed(`?forum=${FORUM}`)).reads;
    expect(ofForum).toEqual(reads.filter(({ forum }) => forum === undefined || forum === FORUM));
    expect((await listed(`?forum=${FORUM}&order=newest`)).reads).toEqual(ofForum.toReversed());
    expect(new Set(ofForum.map(({ forum }) => forum))).toEqual(new Set([FORUM, undefined]));
    expect((await listed('?forum=cpec-jwg-se')).reads).toEqual(reads.filter(({ forum }) => forum === undefined));
  });

  it('are for secretariats, auditors and who keeps the record', async () => {
    for (const as of [actors.cn, actors.recorder, actors.auditor]) expect((await listed('', as)).reads).not.toEqual([]);
    for (const as of [actors.most, actors.pkChair, actors.service])
      expect(await api.get('/v1/reads', as)).toMatchObject({ status: 403 });
    expect(await api.send({ method: 'GET', url: '/v1/reads' })).toMatchObject({ status: 401 });
  });

  it('are in no feed, no timeline and no file, for no side', async () => {
    await settled();
    const { position } = (await listed()).reads[0]!;
    for (const as of [actors.pk, actors.cn, auditor])
      for (const address of [
        '/v1/events?limit=500',
        '/v1/events/batch?limit=500',
        `/v1/forums/${FORUM}/timeline?limit=500`,
        `/v1/exports/events`,
        `/v1/bundles/${FORUM}?side=${as.side}&entries=0`,
      ]) {
        const { text, status } = await api.get(address, as);
        expect([status, text.includes('LedgerRead'), text.includes('reads-')]).toEqual([200, false, false]);
        expect(text).not.toContain(`"position":${position},`);
      }
  });

  it('are proved with the log, and hold for whoever verifies it', async () => {
    await settled();
    expect(await verifyFolder({ folder })).toMatchObject({ wrong: [] });
    const { text } = await api.get(`/v1/bundles/${FORUM}?entries=50`, actors.pk);
    expect((await verifyBundle(text, { key: (await verifyFolder({ folder })).checkpoint!.key! })).wrong).toEqual([]);
  });

  it('name no reader who was forgotten', async () => {
    const forgotten = await api.post(`/v1/forums/${FORUM}/forgotten-persons`, { name: 'B. Auditor', reason: 'Asked' });
    expect(forgotten.status).toBe(201);
    await settled();
    expect(JSON.stringify(await listed())).not.toContain('B. Auditor');
  });
});
