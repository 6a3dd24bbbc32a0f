import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actors } from '@jwg/domain/samples';
import {
  EMPTY_ROOT,
  entryOf,
  leafHash,
  parseCheckpoint,
  parseNote,
  verifyConsistency,
  verifyInclusion,
  type LeafEvent,
  type TreeHead,
} from '@jwg/ledger-proof';
import type { ConsistencyProof, InclusionProof } from '@jwg/platform';
import { boot, type Booted } from '../testing/booted.js';
import { play } from '../testing/playing.js';

const FOR_EVER = 'private, max-age=31536000, immutable';

let api: Booted;
let events: LeafEvent[];
let head: TreeHead;
beforeAll(async () => {
  api = await boot();
  expect(await api.get('/v1/proofs/inclusion?position=0')).toMatchObject({
    status: 404,
    body: { type: 'urn:jwg:problem:not-found' },
  });
  await play(api);
  await api.platform.catchUp();
  events = await api.platform.enciphered.readAll(undefined, 10_000);
  head = parseCheckpoint(parseNote((await api.send({ method: 'GET', url: '/checkpoint' })).text).text);
}, 60_000);
afterAll(() => api.close());

const bytes = (hash: string) => Buffer.from(hash, 'base64');
const inclusion = async (question: string) => {
  const { status, body, headers } = await api.get(`/v1/proofs/inclusion?${question}`);
  return { status, headers, made: body as InclusionProof };
};
const consistency = async (question: string) => {
  const { status, body, headers } = await api.get(`/v1/proofs/consistency?${question}`);
  return { status, headers, made: body as ConsistencyProof };
};

describe('A proof of inclusion', () => {
  it('leads from the entry of each event to the root that is signed', async () => {
    for (const event of events) {
      const { status, made } = await inclusion(`position=${event.position}`);
      expect([status, made.size, made.entry]).toEqual([200, head.size, entryOf(event)]);
      expect(bytes(made.root)).toEqual(Buffer.from(head.root));
      expect(parseCheckpoint(parseNote(made.checkpoint!).text)).toEqual(head);
      const its = { index: event.position, size: made.size, proof: made.proof.map(bytes), root: head.root };
      expect(verifyInclusion({ ...its, leaf: leafHash(made.entry) })).toBe(true);
      expect(bytes(made.leaf)).toEqual(leafHash(made.entry));
    }
  });

  it('shows of an internal event its position and hashes alone, to everybody', async () => {
    const isInternal = ({ metadata }: LeafEvent) => (metadata as { visibility: string }).visibility === 'sideInternal';
    const internal = events.filter(isInternal);
    expect(internal.length).toBeGreaterThan(0);
    for (const { position, id, type, stream } of internal) {
      const { body, text } = await api.get(`/v1/proofs/inclusion?position=${position}`, actors.recorder);
      expect(Object.keys(JSON.parse((body as InclusionProof).entry) as object)).toEqual(['position', 'sealed']);
      for (const hidden of [id, type, stream]) expect(text).not.toContain(hidden);
    }
  });

  it('never changes once the size is given, and has no checkpoint then', async () => {
    const { made, headers } = await inclusion('position=3&size=7');
    expect([made.size, made.checkpoint, headers['cache-control']]).toEqual([7, undefined, FOR_EVER]);
    const its = { index: 3, size: 7, proof: made.proof.map(bytes), root: bytes(made.root), leaf: bytes(made.leaf) };
    expect(verifyInclusion(its)).toBe(true);
    const again = await api.get('/v1/proofs/inclusion?position=3&size=7', actors.auditor, {
      'if-none-match': headers.etag!,
    });
    expect(again.status).toBe(304);
    expect((await inclusion('position=3')).headers['cache-control']).toBe('private, no-cache');
  });

  it('is refused beyond the tree that is signed, in words', async () => {
    for (const [question, field, rule = ''] of [
      [`position=${head.size}`, '/position', `at most ${head.size - 1}; what came later is not signed yet`],
      ['position=7&size=7', '/position', 'at most 6; the tree of this size ends there'],
      ['position=0&size=0', '/position'],
      [`position=0&size=${head.size + 1}`, '/size', 'what came later is not signed yet'],
      ['position=-1', '/position'],
      ['size=7', '/position'],
    ] as const) {
      const { status, body } = await api.get(`/v1/proofs/inclusion?${question}`);
      expect([question, status, (body as { type: string }).type]).toEqual([question, 400, 'urn:jwg:problem:invalid']);
      expect(body).toMatchObject({ problems: [{ field, rule: expect.stringContaining(rule) }] });
    }
  });

  it('needs a token', async () => {
    expect((await api.send({ method: 'GET', url: '/v1/proofs/inclusion?position=0' })).status).toBe(401);
  });
});

describe('A proof of consistency', () => {
  it('leads from every earlier root to the one that is signed', async () => {
    for (let from = 0; from <= head.size; from += 1) {
      const { status, made } = await consistency(`from=${from}`);
      expect([status, made.to]).toEqual([200, head.size]);
      const roots = { rootFrom: bytes(made.rootFrom), rootTo: Buffer.from(head.root) };
      expect(verifyConsistency({ from, to: made.to, proof: made.proof.map(bytes), ...roots })).toBe(true);
      if (from > 0) expect(bytes(made.rootFrom)).toEqual(bytes((await inclusion(`position=0&size=${from}`)).made.root));
      else expect(bytes(made.rootFrom)).toEqual(EMPTY_ROOT);
    }
  });

  it('never changes once the later size is given', async () => {
    const { made, headers } = await consistency('from=3&to=7');
    expect([made.to, made.checkpoint, headers['cache-control']]).toEqual([7, undefined, FOR_EVER]);
  });

  it('is refused where there is no such tree', async () => {
    for (const [question, field, rule] of [
      ['from=8&to=7', '/from', 'at most 7; the larger tree is the one of to'],
      [`from=0&to=${head.size + 1}`, '/to', 'not signed yet'],
      [`from=${head.size + 1}`, '/from', 'not signed yet'],
    ] as const) {
      const { status, body } = await api.get(`/v1/proofs/consistency?${question}`);
      expect([status, body]).toMatchObject([
        400,
        { type: 'urn:jwg:problem:invalid', problems: [{ field, rule: expect.stringContaining(rule) }] },
      ]);
    }
  });
});
