import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { innerSide, type Actor } from '@jwg/domain';
import { actors } from '@jwg/domain/samples';
import { verifyBundle, type Bundle, type LeafEvent } from '@jwg/ledger-proof';
import { verifyFolder } from '@jwg/platform';
import { boot, type Booted } from '../testing/booted.js';
import { play } from '../testing/playing.js';

const folder = mkdtempSync(join(tmpdir(), 'bundles-'));
const ABOUT = 'cpec-jwg-st.2.c1';
const pakistani: Actor = { id: 'secretariat-pk', role: 'secretariat', side: 'PK' };
const chinese: Actor = { id: 'secretariat-cn', role: 'secretariat', side: 'CN' };

let api: Booted;
let events: LeafEvent[];
let key: string;
// What auditors are given is recorded, and the log would grow.
const bundle = async (address: string, as: Actor = actors.recorder) => {
  const { status, text, headers } = await api.get(`/v1/bundles/${address}`, as);
  return { status, headers, text, body: JSON.parse(text) as Bundle };
};
const inside = ({ streams }: Bundle) => streams.flatMap((it) => it.events);

beforeAll(async () => {
  api = await boot({ folder, publicReading: true });
  await play(api);
  const assessed = { rating: 'atRisk', remarks: 'Between us in Beijing', provenance: { visibility: 'sideInternal' } };
  const answer = await api.post(`/v1/commitments/${ABOUT}/assessments`, assessed, chinese);
  expect(answer.status).toBe(201);
  await api.platform.caughtUpTo((answer.body as { cursor: string }).cursor, 5_000);
  events = await api.platform.enciphered.readAll(undefined, 10_000);
  for (let n = 0; n < 500 && ((await api.platform.proofs!.bundles.latest())?.head.size ?? 0) < events.length; n += 1)
    await new Promise((resolve) => setTimeout(resolve, 20));
  key = (await verifyFolder({ folder })).checkpoint!.key!;
}, 60_000);
afterAll(() => api.close());

describe('A bundle over HTTP', () => {
  it.each(['cpec-jwg-st.2.c1', 'cpec-jwg-st.2', 'cpec-jwg-st'])('of %s proves itself', async (about) => {
    const { status, headers, text, body } = await bundle(about);
    expect([status, headers['content-disposition']]).toEqual([200, `attachment; filename="${about}.bundle.json"`]);
    const report = await verifyBundle(text, { key });
    expect(report.wrong).toEqual([]);
    expect(report.streams.every(({ completeTo }) => completeTo === events.length)).toBe(true);
    for (const { stream, events: its } of body.streams)
      expect(its).toEqual(
        events
          .filter((it) => it.stream === stream && innerSide(it) === undefined)
          .map(({ position, revision, id, type, schemaVersion, recordedAt, data, metadata }) => ({
            ...{ position, stream, revision, id, type, schemaVersion, recordedAt, data, metadata },
          })),
      );
  });

  it('has of a commitment its own events, those of the sessions that named it, and its forum’s', async () => {
    const { body } = await bundle(ABOUT);
    const streams = body.streams.map(({ stream }) => stream);
    expect(streams).toEqual(
      expect.arrayContaining(['forum-cpec-jwg-st', `commitment-${ABOUT}`, 'session-cpec-jwg-st.2']),
    );
  });

  it('shows what is internal to a side to that side alone, when it asks, and counts what it leaves out', async () => {
    const internal = events.filter((it) => innerSide(it) !== undefined);
    expect(new Set(internal.map(innerSide))).toEqual(new Set(['PK', 'CN']));
    const forAll = await bundle('cpec-jwg-st');
    const leftOut = ({ streams }: Bundle) => streams.reduce((sum, it) => sum + it.leftOut.length, 0);
    for (const [as, side] of [
      [pakistani, 'PK'],
      [chinese, 'CN'],
    ] as const) {
      expect((await bundle('cpec-jwg-st', as)).body.streams).toEqual(forAll.body.streams);
      const { text, body } = await bundle(`cpec-jwg-st?side=${side}`, as);
      expect(inside(body).filter((it) => innerSide(it) !== undefined)).toEqual(
        internal.filter((it) => innerSide(it) === side).map((it) => expect.objectContaining({ id: it.id })),
      );
      expect((await verifyBundle(text, { key })).wrong).toEqual([]);
    }
    // What comes after the last event that everybody sees is not even counted.
    expect(leftOut(forAll.body)).toBe(internal.length - 1);
    for (const { id, data, metadata } of internal) {
      expect(forAll.text).not.toContain(id);
      expect(forAll.text).not.toContain((metadata as { nonce: string }).nonce);
      for (const text of Object.values(data as object).filter((it) => typeof it === 'string' && it.length > 20))
        expect(forAll.text).not.toContain(text);
    }
  });

  it('is refused to whoever asks for another side’s, and made for strangers where anybody may read', async () => {
    for (const as of [chinese, actors.auditor])
      expect(await bundle('cpec-jwg-st?side=PK', as)).toMatchObject({ status: 403, body: { code: 'OTHER_SIDE' } });
    const { status, text } = await api.send({ method: 'GET', url: `/v1/bundles/${ABOUT}` });
    expect([status, (await verifyBundle(text, { key })).wrong]).toEqual([200, []]);
  });

  it('as of a moment holds what was recorded by then, under the checkpoint of now', async () => {
    for (const position of [60, 90]) {
      const { text, body } = await bundle(`cpec-jwg-st?asOf=${position}`);
      expect(Math.max(...inside(body).map((it) => it.position))).toBeLessThanOrEqual(position);
      const { wrong, upTo, checkpoint } = await verifyBundle(text, { key });
      expect([wrong, upTo, checkpoint!.size]).toEqual([[], position + 1, events.length]);
    }
  });

  it('takes as many entries as are asked for', async () => {
    const { text, body } = await bundle(`${ABOUT}?entries=10`);
    expect(body.entries.from).toBe(events.length - 10);
    expect((await verifyBundle(text, { key })).wrong).toEqual([]);
    expect((await bundle(`${ABOUT}?entries=100001`)).status).toBe(400);
  });

  it('is not made of what is not there', async () => {
    expect((await bundle('cpec-jwg-st.2.c99')).status).toBe(404);
    expect((await bundle(`${ABOUT}?asOf=0`)).status).toBe(404);
    expect((await bundle(`${ABOUT}?asOf=100000`)).status).toBe(400);
  });
});
