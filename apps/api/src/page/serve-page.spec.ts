import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { servePage } from './serve-page.js';

const folder = mkdtempSync(join(tmpdir(), 'page-'));
let server: FastifyInstance;

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'assets/main-1a2b.js'), 'start();');
  writeFileSync(join(folder, 'icon.svg'), '<svg/>');
  writeFileSync(
    join(folder, 'index.html'),
    '<html lang="en" dir="ltr" data-theme="system" data-base=""><script src="./assets/main-1a2b.js"></script>',
  );
  server = fastify();
  expect(await servePage(server, '/ledger', folder)).toBe(true);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const ask = (url: string, headers: Record<string, string> = { accept: 'text/html' }) =>
  server.inject({ method: 'GET', url, headers });

describe('The page', () => {
  it.each(['/', '/forums/st', '/commitments/st.2.c1?asOf=7', '/sign-in'])('is at %s', async (url) => {
    const { statusCode, headers, body } = await ask(url);
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toMatch('text/html');
    expect(headers['cache-control']).toBe('no-cache');
    expect(body).toContain('src="/ledger/assets/main-1a2b.js"');
  });

  it.each(['/v1/nothing', '/v1', '/health/nothing', '/schemas/nothing', '/docs/nothing', '/assets/nothing.js'])(
    'is not at %s, which is the server’s own',
    async (url) => {
      expect((await ask(url)).statusCode).toBe(404);
    },
  );

  it('is for browsers: who asks for something else is told that it is not there', async () => {
    expect((await ask('/forums/st', { accept: 'application/json' })).statusCode).toBe(404);
  });

  it('may load nothing but its own files, and be in no frame', async () => {
    const policy = (await ask('/')).headers['content-security-policy'];
    for (const rule of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"])
      expect(policy).toContain(rule);
  });

  it('is in the reader’s language, direction and theme from its first byte', async () => {
    const { body } = await ask('/', { accept: 'text/html', cookie: 'a=b; jwg-lang=ur; jwg-theme=dark' });
    expect(body).toContain('<html lang="ur" dir="rtl" data-theme="dark" data-base="/ledger">');
  });

  it('takes nothing of a cookie but the names it knows', async () => {
    const { body } = await ask('/', { accept: 'text/html', cookie: 'jwg-lang=toString; jwg-theme=x" onload="' });
    expect(body).toContain('<html lang="en" dir="ltr" data-theme="system" data-base="/ledger">');
  });

  it('lets a browser keep its files for good, for their names change with their content', async () => {
    const { headers, body } = await ask('/assets/main-1a2b.js', {});
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(body).toBe('start();');
  });

  it('is not served where it was not built', async () => {
    const other = fastify();
    expect(await servePage(other, '', join(folder, 'nowhere'))).toBe(false);
    await other.close();
  });
});
