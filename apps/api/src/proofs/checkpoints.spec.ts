import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { cosigner, cosignerKeyText, parseNote, signNote } from '@jwg/ledger-proof';
import type { CheckpointList } from '@jwg/platform';
import { actors } from '@jwg/domain/samples';
import { boot, type Booted } from '../testing/booted.js';
import { scene } from '../testing/scene.js';

const keys = ['pk-witness', 'cn-witness'].map((name) => ({ name, key: generateKeyPairSync('ed25519').privateKey }));
const witnesses = keys.map(({ name, key }) => cosignerKeyText(name, key));
const signedAt = new Date('2026-11-30T02:00:06Z');

let api: Booted;
beforeAll(async () => {
  api = await boot({ witnesses });
});
afterAll(() => api.close());

const list = async (as = actors.auditor) => {
  const { status, body } = await api.get('/v1/proofs/checkpoints', as);
  expect(status).toBe(200);
  return body as CheckpointList;
};
const cosign = async (...by: typeof keys) => {
  const { text: note } = await api.send({ method: 'GET', url: '/checkpoint' });
  const { text } = parseNote(note);
  const lines = by.map(
    ({ name, key }) =>
      signNote(
        text,
        cosigner(name, key, () => signedAt),
      ).split('\n\n')[1]!,
  );
  const { status } = await api.send({
    method: 'POST',
    url: '/checkpoint/cosignatures',
    headers: { 'content-type': 'text/plain' },
    payload: note + lines.join(''),
  });
  expect(status).toBe(204);
};

describe('The list of checkpoints', () => {
  it('is empty before anything is signed', async () => {
    expect(await list()).toEqual({ checkpoints: [], witnesses });
  });

  it('tells of the latest checkpoint who has co-signed it, and when by whose clock', async () => {
    await scene(api, { institutions: ['pk-most'] });
    await api.platform.catchUp();
    const [unsigned] = (await list()).checkpoints;
    expect(unsigned).toMatchObject({ cosignatures: [] });
    expect(unsigned!.cosignedSince).toBe(undefined);
    const before = Date.now();
    await cosign(...keys);
    const { checkpoints } = await list(actors.most);
    expect(checkpoints).toHaveLength(1);
    expect(checkpoints[0]).toMatchObject({
      size: unsigned!.size,
      root: unsigned!.root,
      cosignatures: keys.map(({ name }) => ({ witness: name, at: signedAt.toISOString() })),
    });
    expect(Date.parse(checkpoints[0]!.cosignedSince!)).toBeGreaterThanOrEqual(before);
    expect(checkpoints[0]!.note).toBe((await api.send({ method: 'GET', url: '/checkpoint' })).text);
  });

  it('needs a token', async () => {
    expect((await api.send({ method: 'GET', url: '/v1/proofs/checkpoints' })).status).toBe(401);
  });
});
