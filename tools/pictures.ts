/**
 * `npm run pictures`: photographs the screens of the page over the demo's records in a real Chromium, into
 * docs/pictures. `-- matrix commitment` takes these alone; `--all` takes every screen in both themes, three languages and
 * on a phone into .cache/pictures, to be compared by eye.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { spawn, spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as playwright, type Browser } from 'playwright-core';
import { calm, chromium } from './chromium.ts';

const root = join(import.meta.dirname, '..');
const jwg = join(root, 'tools/jwg.ts');

/** Each screen by the name of its picture. */
const screens: Readonly<Record<string, string>> = {
  home: '/',
  matrix: '/forums/cpec-jwg-st',
  'matrix-as-of': '/forums/cpec-jcc?asOf=2023-01-01&asOfBasis=occurred',
  commitment: '/commitments/cpec-jwg-gwadar.0.c1',
  why: '/commitments/cpec-jcc.11.c1/why',
  session: '/sessions/cpec-jcc.11',
  replay: '/commitments/cpec-jwg-gwadar.0.c1?asOf=65',
  report: '/forums/cpec-jwg-gwadar/reports?session=cpec-jwg-gwadar.6',
  'forum-report': '/forums/cpec-jwg-gwadar/reports?of=forum',
  reads: '/reads', // of the reports before it
  institutions: '/institutions',
  board: '/institutions/pk-stza',
};
/** The three that the README shows. */
const shown = ['matrix', 'commitment', 'session'];

interface Look {
  readonly suffix: string;
  readonly width: number;
  readonly isDark?: boolean;
  readonly lang?: string;
}
const plain: Look = { suffix: '', width: 1440 };
const looks: readonly Look[] = [
  plain,
  { suffix: '-dark', width: 1440, isDark: true },
  { suffix: '-ur', width: 1440, lang: 'ur' },
  { suffix: '-zh', width: 1440, lang: 'zh' },
  { suffix: '-phone', width: 390 },
];

const args = process.argv.slice(2);
const isAll = args.includes('--all');
const named = args.filter((it) => !it.startsWith('--'));
const wanted = named.length > 0 ? named : isAll ? Object.keys(screens) : shown;
const target = join(root, isAll ? '.cache/pictures' : 'docs/pictures');

/** The demo's own server on any free port; resolves to its address. */
const serve = (folder: string) => {
  const child = spawn(process.execPath, [jwg, 'demo', '--data', folder], {
    cwd: root,
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const found = /Listening at (http:\/\/[^;\s"]+)/.exec((printed += text))?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`The demo ended with ${code}:\n${printed}`)));
  });
  return { url, stop: () => child.kill('SIGTERM') };
};

const tokenOf = (folder: string): string =>
  spawnSync(process.execPath, [jwg, 'token', '--data', folder, '--role', 'auditor', '--for', '1h'], {
    encoding: 'utf8',
  }).stdout.trim();

const take = async (browser: Browser, url: string, token: string, name: string, look: Look) => {
  const context = await browser.newContext({
    viewport: { width: look.width, height: 900 },
    colorScheme: look.isDark ? 'dark' : 'light',
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  const page = await context.newPage();
  const address = new URL(screens[name]!, url);
  if (look.lang !== undefined) address.searchParams.set('lang', look.lang);
  await page.goto(address.href);
  await page.locator('main h1').waitFor();
  await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
  await page.evaluate('document.fonts.ready');
  const path = join(target, `${name}${look.suffix}.png`);
  await page.screenshot({ path, fullPage: isAll });
  await context.close();
  console.log(path);
};

const folder = mkdtempSync(join(tmpdir(), 'jwg-pictures-'));
mkdirSync(target, { recursive: true });
const server = serve(folder);
try {
  const url = await server.url;
  const browser = await playwright.launch({ executablePath: await chromium(), args: calm });
  const token = tokenOf(folder);
  for (const name of wanted) for (const look of isAll ? looks : [plain]) await take(browser, url, token, name, look);
  await browser.close();
} finally {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
}
