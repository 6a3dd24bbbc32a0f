import { afterAll, afterEach, beforeAll, describe, it } from '@jest/globals';
import {
  chromium as playwright,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import { calm, chromium } from '../../tools/chromium.ts';
import { cli, dataFolder, startServer, tokenFor, type Server } from '../server.js';

/** Who reads or acts, as the options of `jwg token`. */
export const auditor = ['--role', 'auditor', '--name', 'auditor'];

export interface TestPage {
  /** jest's own `describe`, or `describe.skip` where there is no browser. */
  readonly describe: typeof describe | typeof describe.skip;
  readonly server: Server;
  /** The server's data folder. */
  readonly folder: string;
  /** For what a person does without the page. */
  tokenOf(as: readonly string[]): Promise<string>;
  /**
   * A tab of its own browser window, with a token of this person (null: with none), until the end of the test; the specs
   * fail when the page breaks its own policy, or asks another origin.
   */
  open(address: string, options?: BrowserContextOptions & { as?: readonly string[] | null }): Promise<Page>;
}

export interface Preparation {
  /** Puts more into the data folder, before the server has it. */
  readonly prepare?: (folder: string) => Promise<void>;
  /** Of the server: it then serves the demo's records as `jwg serve` does, with its own people if the settings say so. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * A real Chromium before a real server with the demo's records: `const page = await realPage()` at the top of a spec,
 * `page.describe(…)` round its tests. Where no browser can be had the tests are skipped, and say why; with CI=true that is
 * an error.
 */
export const realPage = async ({ prepare, settings }: Preparation = {}): Promise<TestPage> => {
  let program: string;
  try {
    program = await chromium();
  } catch (error) {
    if (process.env.CI === 'true') throw error;
    const reason = `SKIPPED without a browser: ${error instanceof Error ? error.message : String(error)}`;
    console.warn(reason);
    describe.skip(reason, () => it('needs Chromium', () => {}));
    return { describe: describe.skip } as unknown as TestPage;
  }
  const { folder, remove } = dataFolder();
  let [browser, server]: [Browser?, Server?] = [];
  const tokens = new Map<string, string>();
  const broken: string[] = [];
  const opened = new Set<BrowserContext>();
  /** The first window of each person, which the next test has again. */
  const kept = new Map<string, BrowserContext>();
  beforeAll(async () => {
    await prepare?.(folder);
    if (settings) await cli(['demo', '--once', '--data', folder]);
    server = settings
      ? await startServer(folder, settings)
      : await startServer(folder, {}, [process.execPath, 'tools/jwg.ts', 'demo', '--data', folder]);
    browser = await playwright.launch({ executablePath: program, args: calm });
  }, 180_000); // the build is in it, the first time
  // What a test has left open would read each change anew, and take its time from the next one.
  afterEach(async () => {
    const again = new Set(kept.values());
    await Promise.all([...opened].map((it) => (again.has(it) ? leave(it) : it.close())));
    opened.clear();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    remove();
    if (broken.length > 0) throw new Error(`The page said in the console:\n${broken.join('\n')}`);
  });
  const tokenOf = async (as: readonly string[]): Promise<string> => {
    const token = tokens.get(as.join()) ?? (await tokenFor(folder, ...as));
    tokens.set(as.join(), token);
    return token;
  };
  const windowOf = async (options: BrowserContextOptions): Promise<BrowserContext> => {
    const context = await browser!.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    context.once('close', () => {
      opened.delete(context);
      for (const [person, it] of kept) if (it === context) kept.delete(person);
    });
    context.setDefaultTimeout(20_000); // shorter than a test's, so that it says what it waited for
    // A page of the ledger asks nobody but the ledger; an issuer's page may do as it likes.
    context.on('request', (request) => {
      if (request.isNavigationRequest() || !/^https?:/.test(request.url())) return;
      const [asked, own] = [request.url(), request.frame().url()].map((it) => new URL(it).origin);
      if (own === new URL(server!.url).origin && asked !== own) broken.push(`${own}: a request to ${asked}`);
    });
    return context;
  };
  return {
    describe,
    folder,
    tokenOf,
    get server() {
      return server!;
    },
    async open(address, { as = auditor, ...options } = {}) {
      const person = as !== null && Object.keys(options).length === 0 ? as.join() : undefined;
      const known = person === undefined ? undefined : kept.get(person);
      const context = known && !opened.has(known) ? known : await windowOf(options);
      if (person !== undefined && !known) kept.set(person, context);
      opened.add(context);
      if (as) await context.setExtraHTTPHeaders({ authorization: `Bearer ${await tokenOf(as)}` });
      const page = await context.newPage();
      page.on('pageerror', (error) => broken.push(`${address}: ${error.message}`));
      page.on('console', (message) => {
        // The browser itself tells of each answer with an error, which the page shows and tests expect.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
          broken.push(`${address}: ${message.text()}`);
      });
      await page.goto(server!.url + address);
      return page;
    },
  };
};

/** Closes the tabs of a window that the next test reads in: what the browser holds of the page's files stays, and nothing else. */
const leave = async (context: BrowserContext): Promise<void> => {
  await context.setOffline(false);
  await context.pages()[0]?.evaluate(() => {
    if (origin !== 'null') localStorage.clear(); // a blank tab has none
  });
  await Promise.all(context.pages().map((it) => it.close()));
  await context.clearCookies();
};
