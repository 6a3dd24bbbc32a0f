import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { made, quick, slow, type GeneratedClient } from './generated-clients/clients.js';
import { calls, cellsOf, rows, WORKS, write, type Call, type Seen } from './generated-clients/matrix.js';
import { auditor, most, type Answer, ask } from './story/client.js';
import { play } from './story/play.js';
import { profiles, type Profile } from './story/profiles.js';

/** With CI=true Go has to be there. */
const hasGo = (): boolean => {
  try {
    execFileSync('go', ['version'], { stdio: 'pipe' });
    return true;
  } catch (error) {
    if (process.env.CI === 'true') throw error;
    console.warn(`SKIPPED without Go: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
};

/** So many types of events, at the least, come in the story that is played. */
const MANY = 60;
const FORUM = 'cpec-jwg-st';
const COMMITMENT = 'cpec-jwg-st.2.c1'; // work on it is reported by pk-most

const withGo = hasGo();
const all = [...quick, ...slow];
const tried = (process.env.CLIENTS === 'all' ? all : quick).filter(({ language }) => withGo || language !== 'Go');
const seen = new Map<GeneratedClient, Seen>(tried.map((client) => [client, {}]));

let ledger: Profile;
let sessions: string[];
let commitments: string[];
beforeAll(async () => {
  ledger = await profiles.embedded(); // builds first when need be
  await play(ledger);
  const ids = async (path: string, field: string) =>
    (await everyPage(`/v1/${path}`, field)).map(({ id }) => id).filter((id) => id !== COMMITMENT);
  sessions = await ids(`forums/${FORUM}/sessions`, 'sessions');
  commitments = [COMMITMENT, ...(await ids('commitments?limit=500', 'items'))];
}, 240_000);
afterAll(() => ledger.close());

describe.each(tried)('A client made by $name, in $language,', (client) => {
  let given: Record<Call, unknown>;
  beforeAll(async () => {
    const document = await (await fetch(`${ledger.ask}/openapi.json`)).text();
    const [program, ...args] = made(client, document);
    const tokens = await Promise.all(
      [auditor, most].map(async (it) => (await ledger.bearer(it)).slice('Bearer '.length)),
    );
    const { stdout } = await promisify(execFile)(
      program,
      [
        ...args,
        ledger.ask,
        ...tokens,
        `key of ${client.name}, ${client.language}`,
        FORUM,
        sessions.join(),
        commitments.join(),
      ],
      { maxBuffer: 64 * 1024 * 1024, timeout: 120_000 },
    );
    given = JSON.parse(stdout) as typeof given;
  }, 600_000);

  /** One call, and that it works. */
  const can = (sentence: string, call: Call, check: (given: unknown) => void | Promise<void>) =>
    it(sentence, async () => {
      await check(given[call]);
      seen.get(client)![call] = WORKS;
    });

  can('lists the whole ledger page by page, and loses nothing', 'list', async (list) => {
    const { pages, events } = list as { pages: number; events: unknown[] };
    expect(alike(events)).toEqual(alike(await everyPage('/v1/events?limit=500', 'events')));
    expect(pages).toBe(Math.ceil(events.length / 50));
    expect(pages).toBeGreaterThan(2);
  });

  can('reports twice under one key, and gets the same receipt twice', 'report', async (report) => {
    const { first, second } = report as Record<string, { events: { id: string; type: string; data: object }[] }>;
    expect(second).toEqual(first);
    expect(first!.events).toMatchObject([{ type: 'ProgressReported', data: { percent: 60 } }]);
    const { id, type, position, data } = (await everyPage('/v1/events?limit=500', 'events')).find(
      (it) => it.id === first!.events[0]!.id,
    )!;
    expect(alike(first!.events)).toEqual(alike([{ id, type, position, data }]));
  });

  can('gets a problem with all its fields', 'problem', async (problem) => {
    const headers = { 'if-match': '"0"' };
    const path = `${ledger.tell}/v1/commitments/${COMMITMENT}/progress-reports`;
    const body = JSON.stringify({ narrative: 'Too late' });
    const authorization = await ledger.bearer(most);
    const answer = await fetch(path, {
      method: 'POST',
      headers: { ...headers, authorization, 'content-type': 'application/json' },
      body,
    });
    const raw = (await answer.json()) as { instance: string };
    expect(answer.status).toBe(412);
    expect(alike({ ...(problem as object), instance: raw.instance })).toEqual(alike(raw));
  });

  can('reads a timeline in which each entry is of its own type, and loses nothing', 'timeline', async (timeline) => {
    const raw: Raw[] = [];
    for (const subject of [
      `forums/${FORUM}`,
      ...sessions.map((id) => `sessions/${id}`),
      ...commitments.map((id) => `commitments/${id}`),
    ])
      raw.push(...(await everyPage(`/v1/${subject}/timeline?limit=500`, 'entries')));
    const entries = timeline as { as: string; entry: { type: string } }[];
    expect(entries.filter(({ as, entry }) => as !== entry.type)).toEqual([]);
    expect(new Set(entries.map(({ as }) => as)).size).toBeGreaterThan(MANY);
    expect(alike(entries.map(({ entry }) => entry))).toEqual(alike(raw));
  });

  can('follows the events, each of its own type, until it sees its own report', 'stream', async (stream) => {
    const raw = await everyPage('/v1/events/batch?limit=500');
    const events = stream as { as: string; event: { type: string } }[];
    expect(events.filter(({ as, event }) => !event.type.includes(`.${as}.v`))).toEqual([]);
    expect(new Set(events.map(({ as }) => as)).size).toBeGreaterThan(MANY);
    expect(alike(events.map(({ event }) => event))).toEqual(alike(raw));
  });
});

describe('docs/reference/clients.md', () => {
  it('says of each client what was seen last, and when', async () => {
    if (process.env.UPDATE_REFERENCE === '1') await write(all, seen);
    expect(rows().map(([name, language]) => [name, language])).toEqual(
      all.map(({ name, language }) => [name, language]),
    );
    for (const [client, cells] of seen) {
      const row = rows().find(([name, language]) => name === client.name && language === client.language)!;
      const day = row[2 + calls.length]!;
      expect(day).toBe(new Date(day).toISOString().slice(0, 10));
      expect(row).toEqual(cellsOf(client, cells, day));
    }
  });
});

type Raw = Record<string, unknown> & { readonly id: string };

/** All that the address answers, along the Link of each page, as it comes. */
const everyPage = async (path: string, field?: string): Promise<Raw[]> => {
  const found: Raw[] = [];
  for (let next: string | undefined = path; next !== undefined;) {
    const { body, headers }: Answer = await ask(ledger, next);
    found.push(...(field === undefined ? body : body[field]));
    next = /<([^>]*)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
  }
  return found;
};

/** An instant may be written in several ways. */
const alike = (it: unknown): unknown =>
  JSON.parse(JSON.stringify(it), (_, value: unknown) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(value)
      ? new Date(value).toISOString()
      : value,
  );
