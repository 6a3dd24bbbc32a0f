import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { realPage } from './browser.js';
import { serveCut, type CutLedger } from './cut-ledger.js';
import { laterWords, says, upTo, type Basis, type StoredEvent } from './stored-events.js';

const page = await realPage();

/** `MOMENTS=50 npm test -- test/page/past` looks at more. */
const MOMENTS = Number(process.env['MOMENTS'] ?? 10);

interface Moment {
  readonly basis: Basis;
  readonly search: string;
  readonly known: readonly StoredEvent[];
  readonly later: readonly string[];
}

const any = <T>(some: readonly T[]): T[] => some.slice(Math.floor(Math.random() * some.length)).slice(0, 1);

const momentsOf = (events: readonly StoredEvent[]): readonly Moment[] =>
  Array.from({ length: MOMENTS }, (_, n) => {
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
    ...any(ids('commitment-')).map((it) => `/commitments/${it}`),
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

/**
 * The lines of a picture, without what a ledger that was cut cannot know (how many sessions came later, and where in the
 * whole one its events are) and without the number of a refused question.
 */
const linesOf = (picture: string, basis: Basis): readonly string[] =>
  picture
    .split('\n')
    .map((it) => it.trim())
    .filter((it) => it !== '' && !/^(\d+ later sessions?|Request .* Copy)$/.test(it))
    .map((it) => (basis === 'occurred' ? it.replaceAll(/position\s\d+/g, 'position') : it));

/** Each moment with a ledger that ends there; the next one's starts meanwhile. */
async function* cutAt(moments: readonly Moment[]): AsyncGenerator<[moment: Moment, cut: CutLedger]> {
  const started: Promise<CutLedger>[] = [];
  const start = (moment: Moment | undefined) => {
    if (moment)
      started.push(
        serveCut(
          page.folder,
          moment.known.map(({ position }) => position),
        ),
      );
  };
  try {
    start(moments[0]);
    for (const [n, moment] of moments.entries()) {
      start(moments[n + 1]);
      const cut = await started[n]!;
      yield [moment, cut];
      await cut.stop();
    }
  } finally {
    await Promise.allSettled(started.map(async (it) => (await it).stop()));
  }
}

page.describe('In the past', () => {
  it(
    'every screen shows what a ledger shows that ends there, and nothing later even while it is read',
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
        return route.fulfill({ response: await route.fetch({ url }) });
      });
      let n = 0;
      for await (const [{ basis, search, known, later }, cut] of cutAt(momentsOf(stored))) {
        asked = cut.url;
        await other.goto(`${page.server.url}/forums?${search}`);
        for (const screen of screensAt(known, n++)) {
          await goTo(tab, screen);
          const pictures = await picturesOf(tab, `${screen}?${search}`);
          await goTo(other, `${screen}?${search}`);
          const wanted = linesOf(await other.locator('main').innerText(), basis);
          const shown = linesOf(pictures.at(-1)!, basis);
          expect({ screen, search, shown }).toEqual({ screen, search, shown: wanted });
          const early = later.filter((words) => pictures.some((it) => says(it, words)));
          expect({ screen, search, early }).toEqual({ screen, search, early: [] });
        }
      }
      expect(unbound).toEqual([]);
    },
    60_000 + MOMENTS * 20_000,
  );
});

/** What is asked for in the past without saying which moment: it would be answered as of now. */
const requestsWithoutMoment = (tab: Page): readonly string[] => {
  const unbound: string[] = [];
  tab.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    const ofTheLine = /^\/v1\/(me|settings|changes|moments)\b/.test(pathname);
    const isPast = new URL(tab.url()).searchParams.has('asOf');
    const bound = searchParams.has('asOf') || searchParams.has('asOfBasis');
    if (pathname.startsWith('/v1/') && !ofTheLine && !bound && isPast) unbound.push(request.url());
  });
  return unbound;
};
