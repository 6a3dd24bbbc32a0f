import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createPrivateKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMemoryEventStore } from '@jwg/event-store';
import { step, type EventStore } from '@jwg/event-sourcing';
import {
  checkpointText,
  cosigner,
  cosignerKeyText,
  leafHash,
  noteSigner,
  parseCheckpoint,
  parseNote,
  signNote,
} from '@jwg/ledger-proof';
import { Cosignatures, ROUND_MS } from './cosignatures.js';
import { CosignatureRefused } from './given-note.js';
import { notaryFollower } from './notary.js';
import { ProofFolder } from './proof-folder.js';

let path: string;
let events: EventStore;
let store: ProofFolder;
let now: number;
const clock = () => new Date(now);
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'jwg-cosigned-'));
  events = openMemoryEventStore();
  store = new ProofFolder(path);
  now = Date.parse('2026-11-30T02:00:00Z');
});
afterEach(() => rmSync(path, { recursive: true }));

const keys = ['pk', 'cn', 'nobody'].map((name) => ({ name, key: generateKeyPairSync('ed25519').privateKey }));
const [pk, cn, nobody] = keys as [(typeof keys)[0], (typeof keys)[0], (typeof keys)[0]];
const cosignatures = (...witnesses: (typeof keys)[0][]) =>
  new Cosignatures(
    store,
    witnesses.map(({ name, key }) => cosignerKeyText(name, key)),
    clock,
  );
const cosigned = (note: string, ...by: (typeof keys)[0][]) =>
  by.reduce(
    (it, { name, key }) => it + signNote(parseNote(note).text, cosigner(name, key, clock)).split('\n\n')[1]!,
    note,
  );
const sign = async (count = 1): Promise<string> => {
  const first = ((await events.last())?.position ?? -1) + 1;
  const said = Array.from({ length: count }, (_, n) => ({
    id: `00000000-0000-4000-8000-${String(first + n).padStart(12, '0')}`,
    type: 'Said',
    schemaVersion: 1,
    data: {},
    metadata: {},
    recordedAt: clock().toISOString(),
  }));
  await events.append([{ stream: 'talk', expected: first === 0 ? 'noStream' : first - 1, events: said }]);
  while ((await step(events, notaryFollower(store, 0), 500)) > 0);
  return store.latest()!.note;
};
const sizeOf = (note: string | undefined) => note && parseCheckpoint(parseNote(note).text).size;
const namesIn = (note: string | undefined): string[] =>
  parseNote(note!)
    .signatures.map(({ name }) => name)
    .slice(1);

describe('Co-signatures', () => {
  it('stand beside the checkpoint that they are of, however they come, one for each witness', async () => {
    const both = cosignatures(pk, cn);
    const note = await sign(300);
    expect([await both.latest(), await both.best()]).toEqual([note, undefined]);
    await Promise.all([both.add(cosigned(note, cn)), both.add(cosigned(note, pk)), both.add(cosigned(note, cn, pk))]);
    for (const it of [await both.latest(), await both.best(), await cosignatures(cn, pk).latest()])
      expect(namesIn(it).toSorted()).toEqual(['cn', 'pk']);
    expect((await both.latest())!.startsWith(note)).toBe(true);
    await sign();
    expect([namesIn(await both.latest()), sizeOf(await both.best())]).toEqual([[], 300]);
  });

  it('are those of the witnesses that are set, and go with them', async () => {
    const note = await sign();
    await cosignatures(pk, cn).add(cosigned(note, pk, cn, nobody));
    expect(namesIn(await cosignatures(cn).latest())).toEqual(['cn']);
    await expect(cosignatures(pk).add(cosigned(note, nobody))).rejects.toMatchObject({ kind: 'notAllowed' });
    await expect(cosignatures().add(cosigned(note, pk))).rejects.toThrow(CosignatureRefused);
    const broken = cosigned(note, pk).replace(/(pk \S{20})./, (_, before: string) => `${before}A`);
    await expect(cosignatures(pk).add(broken)).rejects.toThrow(CosignatureRefused);
  });

  it('are refused for what this ledger has not signed, or does not have in its history', async () => {
    const note = await sign(3);
    const { origin } = store.key();
    const { key } = JSON.parse(readFileSync(join(path, 'key.json'), 'utf8')) as { key: JsonWebKey };
    const signer = noteSigner(origin, createPrivateKey({ key, format: 'jwk' }));
    const others = [
      checkpointText({ origin, size: 3, root: leafHash('another') }),
      checkpointText({ origin, size: 4, root: leafHash('') }),
      `${parseNote(note).text}more\n`,
    ].map((text) => signNote(text, signer));
    const stranger = noteSigner(origin, generateKeyPairSync('ed25519').privateKey);
    for (const it of [...others, signNote(parseNote(note).text, stranger)])
      await expect(cosignatures(pk).add(cosigned(it, pk))).rejects.toMatchObject({ kind: 'refused' });
    for (const it of ['', 'x', note.slice(0, 40)])
      await expect(cosignatures(pk).add(it)).rejects.toMatchObject({ kind: 'invalid' });
    expect(store.cosigned()).toEqual([]);
  });

  it('meet at one checkpoint, though more are signed meanwhile; but nobody waits for a witness for long', async () => {
    const both = cosignatures(pk, cn);
    const first = await sign();
    expect(await both.offered()).toBe(first);
    await both.add(cosigned(first, pk));
    const second = await sign();
    expect(sizeOf(await both.offered())).toBe(1);
    await both.add(cosigned(first, cn));
    expect(await both.offered()).toBe(second);
    await both.add(cosigned(second, cn));
    await sign();
    now += ROUND_MS - 1;
    expect(sizeOf(await both.offered())).toBe(2);
    now += 1;
    expect(sizeOf(await both.offered())).toBe(3);
    expect(sizeOf(await both.best())).toBe(1);
  });

  it('are kept of two checkpoints at most: the newest, and the newest that most have co-signed', async () => {
    const both = cosignatures(pk, cn);
    for (let n = 0; n < 5; n += 1) await both.add(cosigned(await sign(), pk, cn));
    expect(store.cosigned()).toHaveLength(1);
    for (let n = 0; n < 5; n += 1) await both.add(cosigned(await sign(), pk));
    expect(store.cosigned()).toHaveLength(2);
    expect([sizeOf(await both.best()), namesIn(await both.latest())]).toEqual([5, ['pk']]);
  });
});
