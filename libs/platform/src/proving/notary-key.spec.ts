import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMemoryEventStore } from '@jwg/event-store';
import { step, type EventStore } from '@jwg/event-sourcing';
import { noteVerifier, parseNote, signedBy } from '@jwg/ledger-proof';
import { settingsIn } from '../settings/settings-in.js';
import { keyServiceIn, newNotaryKey, type KeyService } from './notary-key.js';
import { notaryFollower } from './notary.js';
import { ProofFolder } from './proof-folder.js';
import { ProofUnusable } from './proof-unusable.js';

let path: string;
let events: EventStore;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'jwg-notary-key-'));
  events = openMemoryEventStore();
});
afterEach(() => rmSync(path, { recursive: true }));

let said = 0;
const sign1 = async (service?: KeyService) => {
  const event = {
    id: `00000000-0000-4000-8000-${String((said += 1)).padStart(12, '0')}`,
    type: 'Said',
    schemaVersion: 1,
    data: {},
    metadata: {},
    recordedAt: '2024-05-16T00:00:00.000Z',
  };
  await events.append([{ stream: `talk-${said}`, expected: 'noStream', events: [event] }]);
  const folder = new ProofFolder(path, undefined, service);
  while ((await step(events, notaryFollower(folder, 0), 10)) > 0);
  return signedBy(parseNote(folder.latest()!.note), [noteVerifier(folder.key().publicKey)]).length === 1;
};
const kept = () => readFileSync(join(path, 'key.json'), 'utf8');

/** A service that holds the key, and gives out signatures alone. */
const elsewhere = (origin = 'ledger.example/service'): KeyService => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    origin,
    publicKey: Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url'),
    sign: async (bytes) => sign(null, bytes, privateKey),
  };
};

describe('The notary’s key', () => {
  it('is one of JWG_NOTARY_KEY if that is set, and the folder then keeps what verifies, not what signs', async () => {
    const key = JSON.stringify(newNotaryKey());
    const { notaryKey } = settingsIn({ JWG_NOTARY_KEY: key });
    expect(await sign1(notaryKey)).toBe(true);
    expect(kept()).toContain((JSON.parse(key) as { origin: string }).origin);
    expect(kept()).not.toContain((JSON.parse(key) as { key: { d: string } }).key.d);
    expect(new ProofFolder(path).latest()!.head.size).toBe(1);
    await expect(sign1()).rejects.toThrow(/JWG_NOTARY_KEY does not name it/);
    expect(await sign1(keyServiceIn(key))).toBe(true);
  });

  it('may be with a service that only signs', async () => {
    const service = elsewhere();
    expect([await sign1(service), await sign1(service)]).toEqual([true, true]);
    expect(new ProofFolder(path).key().origin).toBe('ledger.example/service');
  });

  it('stays what it was: nothing is signed with another one, nor with one that is not what it claims', async () => {
    await sign1();
    await expect(sign1(elsewhere())).rejects.toThrow(ProofUnusable);
    rmSync(path, { recursive: true });
    await expect(sign1({ ...elsewhere(), sign: elsewhere().sign })).rejects.toThrow(/does not have the key/);
    expect(new ProofFolder(path).latest()).toBeUndefined();
  });

  it('is refused at the start when it is none, or a witness’s is', () => {
    for (const JWG_NOTARY_KEY of ['x', '{}', '{"origin":"a b","key":{}}'])
      expect(() => settingsIn({ JWG_NOTARY_KEY })).toThrow('JWG_NOTARY_KEY holds no key of a notary');
    const witness = 'secretariat-pk+00000000+BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
    expect(() => settingsIn({ JWG_WITNESSES: witness })).toThrow('is mistyped; it is not the key of a witness');
    expect(() => settingsIn({ JWG_WITNESSES: 'secretariat-pk' })).toThrow('JWG_WITNESSES');
    const file = join(path, 'key.json');
    writeFileSync(file, JSON.stringify(newNotaryKey()));
    expect(settingsIn({ JWG_NOTARY_KEY_FILE: file }).notaryKey?.origin).toMatch(/^jwg-ledger\//);
  });
});
