import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  cosignedAt,
  cosignerKeyText,
  cosignerVerifier,
  noteVerifier,
  parseCheckpoint,
  parseNote,
  signedBy,
} from '@jwg/ledger-proof';
import { checkEvidence, openWitness, type Evidence } from '@jwg/platform';
import { cli, startServer, tokenFor, type Server } from './server.js';

const root = mkdtempSync(join(tmpdir(), 'jwg-witness-'));
const [data, backup] = ['data', 'backup'].map((it) => join(root, it)) as [string, string];
const sides = ['pk', 'cn'];
const keyFile = (side: string) => join(root, `${side}.json`);
const keys = sides.map((side) => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const name = `secretariat-${side}`;
  writeFileSync(keyFile(side), JSON.stringify({ name, key: privateKey.export({ format: 'jwk' }) }));
  return cosignerKeyText(name, privateKey);
});

let server: Server;
let token: string;
let forums = 0;

const serve = async () => {
  server = await startServer(data, { JWG_WITNESSES: keys.join(','), JWG_RATE_PER_MINUTE: '100000' });
};
/** One look of a witness that has just started. */
const look = async (side: string) => {
  const { witness } = await openWitness({ key: keyFile(side), url: server.url });
  return witness.look();
};
const both = () => Promise.all(sides.map(look));
/** Twice: the first look ends a round that only one of them had taken part in. */
const upToDate = async () => {
  await both();
  return both();
};
const text = async (path: string) => (await fetch(server.url + path)).text();
const headOf = (note: string) => parseCheckpoint(parseNote(note).text);
const pause = () => new Promise((resolve) => setTimeout(resolve, 30));
const seenBy = (side: string): number => {
  const { seen } = JSON.parse(readFileSync(join(root, `${side}.seen.json`), 'utf8')) as { seen: string };
  return headOf(seen).size;
};

/** Before the first checkpoint, the answer is none. */
const isAfter = (note: string, before: string): boolean =>
  note.startsWith('jwg-ledger/') && note.split('\n')[1] !== before.split('\n')[1];

/** Something new for the ledger, and a checkpoint that covers it. */
const goOn = async (): Promise<void> => {
  const before = await text('/checkpoint');
  const side = (name: string) => ({ side: name, name: { en: name } });
  const sent = await fetch(`${server.url}/v1/forums`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      forumId: `jwg-test-${(forums += 1)}`,
      name: { en: `Working group ${forums}` },
      level: 'workingGroup',
      sides: [side('PK'), side('CN')],
      provenance: { source: { kind: 'minutes', reference: 'test' } },
    }),
  });
  if (!sent.ok) throw new Error(await sent.text());
  while (!isAfter(await text('/checkpoint'), before)) await pause();
};

beforeAll(async () => {
  await serve();
  token = await tokenFor(data, '--role', 'recorder');
}, 180_000); // the build is in it, the first time
afterAll(async () => {
  await server.stop();
  rmSync(root, { recursive: true, force: true });
});

describe('Two witnesses', () => {
  it('co-sign the checkpoints of a ledger, which serves both co-signatures with it', async () => {
    for (let n = 0; n < 3; n += 1) {
      await goOn();
      const { size } = headOf(await text('/checkpoint'));
      const outcome = 'cosigned';
      expect(await both()).toMatchObject([
        { outcome, size },
        { outcome, size },
      ]);
    }
    const [checkpoint, ledger] = [await text('/checkpoint'), (await text('/checkpoint/keys')).split('\n')[0]!];
    const verifiers = [noteVerifier(ledger), ...keys.map(cosignerVerifier)];
    expect(signedBy(parseNote(checkpoint), verifiers)).toEqual(verifiers);
    for (const { signature } of parseNote(checkpoint).signatures.slice(1))
      expect(Math.abs(cosignedAt(signature).getTime() - Date.now())).toBeLessThan(60_000);
    expect(await text('/checkpoint/cosigned')).toBe(checkpoint);
    const headers = { authorization: `Bearer ${token}` };
    const bundle = await fetch(`${server.url}/v1/bundles/jwg-test-1`, { headers });
    expect(await bundle.json()).toMatchObject({ about: 'jwg-test-1', checkpoint });
  });

  it('go on with what they saw, killed while they work', async () => {
    const args = ['witness', '--key', keyFile('pk'), '--url', server.url, '--every', '0'];
    const watching = spawn(process.execPath, ['tools/jwg.ts', ...args], { stdio: 'ignore' });
    const before = seenBy('pk');
    while (seenBy('pk') < before + 3) await goOn();
    watching.kill('SIGKILL');
    await once(watching, 'close');
    const seen = seenBy('pk');
    await goOn();
    for (const { outcome } of await upToDate()) expect(outcome).toBe('cosigned');
    expect(seenBy('pk')).toBeGreaterThan(seen);
  });

  it('refuse an older history, and prove that the ledger contradicts itself when it goes on from there', async () => {
    await server.stop();
    cpSync(data, backup, { recursive: true });
    await serve();
    for (let n = 0; n < 3; n += 1) await goOn();
    await upToDate();
    const [seen, newest] = [seenBy('pk'), await text('/checkpoint/cosigned')];
    expect(headOf(newest).size).toBe(seen);

    await server.stop('SIGKILL');
    rmSync(data, { recursive: true });
    cpSync(backup, data, { recursive: true });
    await serve();
    for (const looked of await both()) expect(looked).toMatchObject({ outcome: 'isOlder', seen });
    for (let n = 0; n < 5; n += 1) await goOn();
    const refused = await both();
    for (const looked of refused) {
      expect(looked).toMatchObject({ outcome: 'contradicts', seen });
      const evidence = JSON.parse(readFileSync((looked as { evidence: string }).evidence, 'utf8')) as Evidence;
      expect(checkEvidence(evidence)).toMatchObject({ proved: true, seen });
      expect(checkEvidence({ ...evidence, rootThen: evidence.proof[0]! }).proved).toBe(false);
      const other = evidence.shown.replace(/\n\d+\n/, '\n7\n');
      expect(() => checkEvidence({ ...evidence, shown: other })).toThrow(/not of this text/);
    }
    expect(readdirSync(root).filter((it) => it.includes('.evidence-'))).toHaveLength(4);
    expect(seenBy('pk')).toBe(seen);
    expect(signedBy(parseNote(await text('/checkpoint')), keys.map(cosignerVerifier))).toEqual([]);

    const [{ evidence }] = refused as unknown as [{ evidence: string }];
    const { code, stdout } = await cli(['witness', '--check', evidence]);
    expect([code, stdout]).toEqual([1, expect.stringMatching(/^PROVED {2}The key of \S+ has signed two histories/)]);
    expect((await cli(['witness', '--check', keyFile('pk')])).code).toBe(2);
    expect(existsSync(evidence)).toBe(true);
  }, 90_000);
});
