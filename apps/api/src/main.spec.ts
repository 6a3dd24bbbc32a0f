import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openLocalIssuer } from '@jwg/platform';
import { actors } from './testing/booted.js';
import { forum } from './testing/scene.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'api-main-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  const { ensureBuilt } = (await import(pathToFileURL(join(root, 'tools/build.ts')).href)) as {
    ensureBuilt: () => Promise<void>;
  };
  await ensureBuilt();
}, 120_000);

const start = (env: Record<string, string>) => {
  const child = spawn(process.execPath, [join(root, 'dist/apps/api/src/main.js')], {
    env: { PATH: process.env.PATH, JWG_DATA: folder, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<[number | null, string | null]>((resolve) =>
    child.once('exit', (code, signal) => resolve([code, signal])),
  );
  return { child, ended, errors: text(child.stderr) };
};

describe('The built server', () => {
  it('answers long and short questions, and stops at SIGTERM with nothing left open', async () => {
    const { child, ended } = start({});
    let log = '';
    const address = await new Promise<string>((resolve, reject) => {
      child.stdout.on('data', (chunk) => {
        log += String(chunk);
        const found = /Listening at (http:\/\/[\d.:]+)/.exec(log)?.[1];
        if (found) resolve(found);
      });
      void ended.then(() => reject(new Error(`It ended: ${log}`)));
    });
    const issuer = await openLocalIssuer(folder);
    const authorization = `Bearer ${await issuer.issue(actors.recorder, 600)}`;
    const ask = async (path: string, init: RequestInit = {}) => {
      const answer = await fetch(address + path, {
        ...init,
        headers: { authorization, 'content-type': 'application/json', ...(init.headers as Record<string, string>) },
      });
      return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
    };
    const told = await ask('/v1/forums', { method: 'POST', body: JSON.stringify(forum) });
    expect(told.status).toBe(201);
    const { cursor } = told.body as { cursor: string };
    for (const question of ['', '&signedOnly=true', '&asOfBasis=occurred&asOf=2030-01-01']) {
      const matrix = await ask(`/v1/forums/f/matrix?atLeast=${cursor}${question}`);
      expect(matrix).toMatchObject({ status: 200, body: { forum: 'f', commitments: [] } });
      expect(matrix.headers.get('content-type')).toMatch('application/json');
      expect(matrix.headers.get('etag')).toMatch(/^"/);
    }
    expect((await ask('/v1/forums/g/matrix')).body).toMatchObject({ status: 404, type: 'urn:jwg:problem:not-found' });
    expect((await ask('/v1/forums/f/matrix?asOf=77')).body).toMatchObject({
      status: 400,
      type: 'urn:jwg:problem:bad-as-of',
    });

    child.kill('SIGTERM');
    expect(await ended).toEqual([null, 'SIGTERM']);
    const again = start({});
    await new Promise<void>((resolve) =>
      again.child.stdout.on('data', (chunk) => String(chunk).includes('Listening') && resolve()),
    );
    again.child.kill('SIGINT');
    expect(await again.ended).toEqual([null, 'SIGINT']);
  }, 60_000);

  it('reports every wrong setting and ends with exit code 2', async () => {
    const { ended, errors } = start({ PORT: 'high', JWG_RATE_PER_MINUTE: '0' });
    expect(await ended).toEqual([2, null]);
    expect((await errors).trim().split('\n')).toHaveLength(2);
  });
});
