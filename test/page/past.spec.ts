import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { realPage } from './browser.js';
import { serveCut, type CutLedger } from './cut-ledger.js';
import { laterWords, says, upTo, type Basis, type StoredEvent } from './stored-events.js';

const page = await realPage();

/** Of each basis; `MOMENTS=50 SEED=7 npm test -- test/page/past` looks at more, and at others. */
const MOMENTS = Number(process.env['MOMENTS'] ?? 10);
let seed = Number(process.env['SEED'] ?? 1);
/** The next of a series that follows from the seed alone, from 0 up to 1. */
const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;

interface Moment {
  readonly basis: Basis;
  readonly search: string;
  readonly known: readonly StoredEvent[];
  readonly later: readonly string[];
}

const any = <T>(some: readonly T[]): T[] => some.slice(Math.floor(random() * some.length)).slice(0, 1);

const momentsOf = (events: readonly StoredEvent[]): readonly Moment[] =>
  Array.from({ length: 2 * MOMENTS }, (_, n) => {
    const basis = n % 2 === 0 ? 'recorded' : 'occurred';
    const { asOf, known } = upTo(events, any(events)[0]!, basis);
    const search = [`asOf=${asOf}`, basis === 'occurred' && 'asOfBasis=occurred', n % 4 > 1 && 'signedOnly=true'];
    return { basis, search: search.filter(Boolean).join('&'), known, later: laterWords(events, known, asOf) };
  });

/** A matrix, a commitment, a session and a board of what there was, and one of the other screens. */
const screensAt = (known: readonly StoredEvent[], n: number): readonly string[] => {
  const ids = (kind: string) => [
    ...new Set(known.filter(({ stream }) => stream.startsWith(kind)).map(({ stream }) => stream.slice(kind.length))),
  ];
  const leads = known.flatMap(({ data }) => (data as { lead?: readonly string[] }).lead ?? []);
  const forums = any(ids('forum-'));
  const others = ['/', '/forums', '/institutions', ...forums.flatMap(screensOfForum)];
  return [
    ...forums.map((it) => `/forums/${it}`),
    ...any(ids('commitment-')).map((it) => `/commitments/${it}${n % 3 === 0 ? '/why' : ''}`),
    ...any(ids('session-')).map((it) => `/sessions/${it}`),
    ...any(leads).map((it) => `/institutions/${it}`),
    others[n % others.length]!,
  ];
};
const screensOfForum = (id: string) => ['sessions', 'institutions', 'timeline'].map((it) => `/forums/${id}/${it}`);

/** As a link of the page would lead there: without a reload, so that what was read before is still at hand. */
const goTo = async (tab: Page, address: string) => {
  await tab.evaluate((to) => {
    const isElsewhere = new URL(to, location.href).pathname !== location.pathname;
    if (isElsewhere) document.querySelector('main')?.setAttribute('data-left', '');
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, address);
  const past = address.includes('?') ? 'body.past' : 'body:not(.past)';
  await tab.locator(`${past} main[aria-busy=false]:not([data-left]) h1`).waitFor();
};

/** Each picture of the past that a reader gets on the way to an address, from the first to the last. */
const picturesOf = async (tab: Page, address: string): Promise<readonly string[]> => {
  await tab.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    const look = () => {
      if (document.body.classList.contains('past')) seen.push(document.querySelector('main')?.innerText ?? '');
      if (Object.hasOwn(window, 'seen')) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await goTo(tab, address);
  return tab.evaluate(async () => {
    const { seen } = window as unknown as { seen: string[] };
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    delete (window as unknown as { seen?: string[] }).seen;
    return [...new Set(seen)];
  });
};

/** The lines of a picture, without how many sessions came later, which a ledger that ends there cannot know, and the number of a refused question. */
const linesOf = (picture: string): readonly string[] =>
  picture
    .split('\n')
    .map((it) => it.trim())
    .filter((it) => it !== '' && !/^(\d+ later sessions?|Request .* Copy)$/.test(it));

/** Each moment, by what was recorded with a ledger that ends there; the next one's starts meanwhile. */
async function* cutAt(moments: readonly Moment[]): AsyncGenerator<[moment: Moment, cut: CutLedger | undefined]> {
  const started: Promise<CutLedger | undefined>[] = [];
  const start = async ({ basis, known }: Moment) =>
    basis === 'recorded' ? serveCut(page.folder, known.at(-1)!.position) : undefined;
  try {
    for (const [n, moment] of moments.entries()) {
      for (const next of moments.slice(started.length, n + 2)) started.push(start(next));
      const cut = await started[n]!;
      yield [moment, cut];
      await cut?.stop();
    }
  } finally {
    await Promise.allSettled(started.map(async (it) => (await it)?.stop()));
  }
}

page.describe('In the past', () => {
  it(
    'every screen shows what a ledger shows that ends there, and by either basis nothing later, even while it is read',
    async () => {
      const tab = await page.open('/forums');
      const stored: StoredEvent[] = await tab.evaluate(async () => {
        const answer = await fetch('/v1/events?limit=500');
        return ((await answer.json()) as { events: never[] }).events;
      });
      expect(stored.length).toBeGreaterThan(100);
      const unbound = requestsWithoutMoment(tab);
      // The same page, which asks the other ledger.
      let asked = page.server.url;
      const other = await page.open('/signed-out');
      await other.route(/\/v1\//, async (route) => {
        const url = route.request().url().replace(page.server.url, asked);
        if (url.includes('/stream')) return route.abort();
        const response = await route.fetch({ url }).catch(() => undefined); // the one before has stopped
        return response ? route.fulfill({ response }) : route.abort();
      });
      let n = 0;
      for await (const [{ search, known, later }, cut] of cutAt(momentsOf(stored))) {
        asked = cut?.url ?? page.server.url;
        for (const screen of screensAt(known, n++)) {
          const past = `${screen}?${search}`;
          const [pictures] = await Promise.all([
            goTo(tab, screen).then(() => picturesOf(tab, past)),
            cut && goTo(other, past),
          ]);
          const early = later.filter((words) => pictures.some((it) => says(it, words)));
          expect({ past, early }).toEqual({ past, early: [] });
          if (!cut) continue;
          const wanted = linesOf(await other.locator('main').innerText());
          expect({ past, shown: linesOf(pictures.at(-1)!) }).toEqual({ past, shown: wanted });
        }
      }
      expect(unbound).toEqual([]);
    },
    60_000 + MOMENTS * 30_000,
  );
});

/** What is asked for in the past without saying which moment: it would be answered as of now. */
const requestsWithoutMoment = (tab: Page): readonly string[] => {
  const unbound: string[] = [];
  tab.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    const ofTheLine = /^\/v1\/(me|settings|changes|moments)\b/.test(pathname);
    const isPast = new URL(tab.url()).searchParams.has('asOf');
    const asOf = new URL(tab.url()).searchParams.get('asOf');
    // Of the event after the moment the page learns the place alone.
    const isStep = pathname === '/v1/replay' && [searchParams.get('to'), searchParams.get('after')].includes(asOf);
    const bound = searchParams.has('asOf') || searchParams.has('asOfBasis') || isStep;
    if (pathname.startsWith('/v1/') && !ofTheLine && !bound && isPast) unbound.push(request.url());
  });
  return unbound;
};
