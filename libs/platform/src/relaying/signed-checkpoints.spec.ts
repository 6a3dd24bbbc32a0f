import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  cosigner,
  cosignerKeyText,
  cosignerVerifier,
  noteVerifier,
  parseCheckpoint,
  parseNote,
  signedBy,
  signNote,
} from '@jwg/ledger-proof';
import { forum, type ForumCommand } from '@jwg/domain';
import { topicNames } from '@jwg/relay';
import { kafkaBroker } from '../../../../test/kafka.js';
import { readCommitted } from '../../../../test/read-committed.js';
import { Platform } from '../platform.js';

const kafka = await kafkaBroker();

kafka.describe('Signed checkpoints on Kafka', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jwg-signed-'));
  const { privateKey } = generateKeyPairSync('ed25519');
  const witness = cosignerKeyText('secretariat-pk', privateKey);
  let platform: Platform;
  let at: { brokers: string[]; prefix: string };

  const open = async () => {
    const settings = { partitions: 3, retentionMs: -1, createTopics: true, takeOverMs: 1_000 };
    platform = await Platform.open({
      folder,
      publicUrl: 'https://ledger.example.org',
      kafka: { ...at, ...settings },
      witnesses: [witness],
    });
    platform.start();
    while (platform.relay()?.role !== 'active') await new Promise((resolve) => setTimeout(resolve, 50)); // it makes the topic
  };
  const sides = ['PK', 'CN'].map((side) => ({ side, name: { en: side } }));
  const say = async () => {
    const id = `jwg-${randomUUID()}`;
    const command: ForumCommand = {
      type: 'EstablishForum',
      data: { forum: id, name: { en: id }, level: 'workingGroup', sides },
    };
    const by = { actor: { id: 'recorder', role: 'recorder' as const }, commandId: randomUUID() };
    await platform.ledger.transact(forum, id, command, {}, by);
  };
  const published = async () => (await readCommitted(at.brokers, topicNames(at.prefix).signed)).map((it) => it.value!);
  const until = async (holds: (notes: string[]) => boolean) => {
    for (;;) {
      const notes = await published();
      if (holds(notes)) return notes;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };
  const sizeOf = (note: string | undefined) => note && parseCheckpoint(parseNote(note).text).size;

  beforeAll(async () => {
    at = kafka.fresh();
    await open();
  }, 60_000);
  afterAll(async () => {
    await platform.close();
    rmSync(folder, { recursive: true });
  });

  it('come as they are signed, and with the co-signatures of witnesses', async () => {
    for (let size = 1; size <= 3; size += 1) {
      await say();
      await until((notes) => sizeOf(notes.at(-1)) === size);
    }
    const { cosignatures } = platform.proofs!;
    const latest = (await cosignatures.latest())!;
    const cosigned = signNote(
      parseNote(latest).text,
      cosigner('secretariat-pk', privateKey, () => new Date()),
    );
    await cosignatures.add(latest + cosigned.split('\n\n')[1]!);
    const notes = await until((all) => parseNote(all.at(-1)!).signatures.length === 2);
    const [key] = (await cosignatures.keys())!;
    for (const note of notes) expect(signedBy(parseNote(note), [noteVerifier(key!)])).toHaveLength(1);
    expect(signedBy(parseNote(notes.at(-1)!), [cosignerVerifier(witness)])).toHaveLength(1);
    expect(notes.map(sizeOf)).toEqual([1, 2, 3, 3]);
  }, 60_000);

  it('go on after the relay was started again', async () => {
    await platform.close();
    await open();
    await say();
    const notes = await until((all) => sizeOf(all.at(-1)) === 4);
    expect(notes.map(sizeOf).toSorted()).toEqual(notes.map(sizeOf));
  }, 60_000);
});
