import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { issuerKey } from '../auth/issuer-key.js';
import { settingsIn } from '../settings/settings-in.js';
import { checkIssuer } from './check-issuer.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jwg-check-issuer-'));
  file = join(folder, 'issuer-key.json');
});
afterEach(() => rmSync(folder, { recursive: true }));
const check = async () => checkIssuer(settingsIn({ JWG_DATA: folder }))?.();

describe('The check of the key in a data folder', () => {
  it('has nothing to look at before the first start', async () => {
    expect(await check()).toBeUndefined();
  });

  it('finds a key that the next start can use', async () => {
    const { issuer } = issuerKey(folder);
    expect(await check()).toMatchObject({ ok: true, found: expect.stringContaining(issuer) });
  });

  it('finds what the next start would refuse', async () => {
    issuerKey(folder);
    chmodSync(file, 0o644);
    expect(await check()).toMatchObject({ ok: false, found: expect.stringContaining('mode 644') });
    rmSync(file);
    writeFileSync(file, '{}', { mode: 0o600 });
    expect(await check()).toMatchObject({ ok: false, found: expect.stringContaining('is damaged') });
    rmSync(file);
    symlinkSync('/nowhere', file);
    expect(await check()).toMatchObject({ ok: false, found: expect.stringContaining('ELOOP') });
  });
});
