import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromium as playwright } from 'playwright-core';
import type { Bundle } from '@jwg/ledger-proof';
import { calm, chromium } from '../tools/chromium.ts';
import { cli, dataFolder } from './server.js';

const COMMITMENT = 'sample-group.1.c1';
const dist = join(import.meta.dirname, '../dist');
const { folder, remove } = dataFolder();
const file = (name: string) => join(folder, `${name}.bundle.json`);
const read = (name: string) => JSON.parse(readFileSync(file(name), 'utf8')) as Bundle;
let key: string;

/** The verifier as anybody runs it: the one file, alone. */
const verify = async (name: string, ...options: string[]) => {
  const args = [join(dist, 'verify-bundle.mjs'), file(name), ...options];
  const { code, stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: '/' }).then(
    (it) => ({ code: 0, ...it }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
  return { code, stdout, stderr };
};
const changed = (name: string, change: (bundle: Bundle) => unknown) => {
  writeFileSync(file('changed'), JSON.stringify(change(read(name))));
  return 'changed';
};
const firstStream = (bundle: Bundle, its: (stream: Bundle['streams'][number]) => object): object => ({
  ...bundle,
  streams: bundle.streams.map((it, n) => (n === 0 ? { ...it, ...its(it) } : it)),
});

beforeAll(async () => {
  expect(await cli(['demo', '--once', '--data', folder])).toMatchObject({ code: 0 });
  for (const [name, ...options] of [['all'], ['A', '--side', 'A'], ['B', '--side', 'B'], ['forum']] as const) {
    const about = name === 'forum' ? 'cpec-jcc' : COMMITMENT;
    const made = await cli(['bundle', about, ...options, '--out', file(name), '--data', folder]);
    expect(made).toEqual({ code: 0, stdout: '', stderr: '' });
  }
  const { stdout } = await cli(['verify', '--data', folder, '--json']);
  key = (JSON.parse(stdout) as { checkpoint: { key: string } }).checkpoint.key;
}, 240_000); // the build is in it, the first time
afterAll(remove);

describe('A bundle of the demo, checked by the one file under node', () => {
  it.each(['all', 'A', 'B', 'forum'])('holds (%s), tells the story, and says what is not proved', async (name) => {
    const { code, stdout, stderr } = await verify(name, '--key', key);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^The story of \S+, for (everybody|those of [AB]): \d+ events/);
    expect(stdout).toMatch(
      /\nChecked, and so:\n[^]*\nNot proved:\n[^]*The sources that the events name can show that\./,
    );
    expect(stdout).not.toContain('the key came with the bundle');
  });

  it('says that its key is its own where none was given', async () =>
    expect((await verify('all')).stdout).toContain('the key came with the bundle'));

  it.each<[string, (bundle: Bundle) => unknown]>([
    [
      'an event was edited',
      (it) => firstStream(it, ({ events: [first, ...rest] }) => ({ events: [{ ...first, data: {} }, ...rest] })),
    ],
    [
      'an event was dropped',
      (it) => firstStream(it, ({ events, leaves }) => ({ events: events.slice(1), leaves: leaves.slice(1) })),
    ],
    [
      'the last event was dropped, and the count cut',
      (it) =>
        firstStream(it, ({ events, leaves, count }) => ({
          events: events.slice(0, -1),
          leaves: leaves.slice(0, -1),
          count: count - 1,
        })),
    ],
    [
      'an event was added',
      (it) =>
        firstStream(it, ({ events, leaves, count }) => ({
          events: [...events, { ...events.at(-1)!, revision: count }],
          leaves: [...leaves, leaves.at(-1)],
          count: count + 1,
        })),
    ],
    ['a whole stream was dropped', (it) => ({ ...it, streams: it.streams.slice(1) })],
    [
      'the checkpoint is that of another ledger',
      (it) => ({ ...it, checkpoint: it.checkpoint.replace(/\n\d+\n/, '\n7\n') }),
    ],
    ['an entry was dropped', (it) => ({ ...it, entries: { ...it.entries, texts: it.entries.texts.slice(1) } })],
    [
      'fewer entries are said to be there',
      (it) => ({ ...it, entries: { from: it.entries.from + 10, texts: it.entries.texts } }),
    ],
    ['the key is another one', (it) => ({ ...it, key: it.key.replace(/.$/, (last) => (last === '=' ? 'A' : '=')) })],
  ])('is wrong when %s', async (_, change) => {
    const { code, stdout } = await verify(changed('forum', change), '--key', key);
    expect([code, stdout]).toEqual([1, expect.stringContaining('WRONG')]);
  });

  it('could not be checked where there is no file, and exits with 2', async () =>
    expect(await verify('nowhere')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^This could not be checked/),
    }));

  it('leaves no unfinished file where it cannot be made', async () => {
    const { code, stderr } = await cli(['bundle', 'sample-group.9.c9', '--out', file('none'), '--data', folder]);
    expect([code, stderr]).toEqual([4, expect.stringContaining('There is no commitment sample-group.9.c9')]);
    expect(() => read('none')).toThrow('ENOENT');
  });
});

const program = await chromium().catch((error: Error) => {
  if (process.env.CI === 'true') throw error;
  console.warn(`SKIPPED without a browser: ${error.message}`);
  return undefined;
});

(program === undefined ? describe.skip : describe)('A bundle in a tab of Chromium without a network', () => {
  it('is checked by the page that was saved, which finds what is wrong too', async () => {
    const browser = await playwright.launch({ executablePath: program, args: calm });
    try {
      const context = await browser.newContext({ offline: true });
      const page = await context.newPage();
      const asked: string[] = [];
      page.on('request', (request) => void asked.push(request.url()));
      const address = pathToFileURL(join(dist, 'verify-bundle.html')).href;
      await page.goto(address);
      await page.getByLabel('The public key').fill(key);
      await page.getByLabel('The bundle').setInputFiles(file('all'));
      await page.getByText('Checked, and so:').waitFor();
      const report = page.getByRole('status');
      expect(`${await report.textContent()}\n`).toBe((await verify('all', '--key', key)).stdout);
      const name = changed('all', (it) =>
        firstStream(it, ({ events: [first, ...rest] }) => ({ events: [{ ...first, data: {} }, ...rest] })),
      );
      await page.getByLabel('The bundle').setInputFiles(file(name));
      await page.getByText('This bundle is WRONG').waitFor();
      expect(asked).toEqual([address]);
    } finally {
      await browser.close();
    }
  }, 60_000);
});
