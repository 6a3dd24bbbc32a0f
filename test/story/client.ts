import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '@jwg/domain';
import { actors } from '@jwg/domain/samples';
import type { Profile } from './profiles.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what it is, the story says
  readonly body: any;
}

interface Sent {
  readonly as?: Actor;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** An election takes two to four seconds; a machine that is busy with other tests takes its part on top. */
const PATIENCE_MS = 20_000;

/** One request; `null` sends no token. Where a leader may die, it is sent again as long as the answer is 503. */
export const send = async (...[profile, url, sent]: Parameters<typeof sendOnce>): Promise<Answer> => {
  const until = Date.now() + (profile.midway ? PATIENCE_MS : 0);
  for (;;) {
    const answer = await sendOnce(profile, url, sent);
    if (answer.status !== 503 || Date.now() >= until) return answer;
    await sleep(200);
  }
};

const sendOnce = async (
  profile: Profile,
  url: string,
  { as, headers, body }: Omit<Sent, 'as'> & { as: Actor | null },
): Promise<Answer> => {
  const answer = await fetch(url, {
    headers: {
      ...(as && { authorization: await profile.bearer(as) }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
  };
};

export const { recorder, pk, cn, most, auditor } = actors;

export const tell = (profile: Profile, path: string, body: unknown, { as = recorder, headers }: Sent = {}) =>
  send(profile, profile.tell + path, { as, headers, body });

export const ask = (profile: Profile, path: string, { as = auditor, headers }: Sent = {}) =>
  send(profile, profile.ask + path, { as, headers });

export const atLeast = (path: string, cursor: string) =>
  `${path}${path.includes('?') ? '&' : '?'}atLeast=${encodeURIComponent(cursor)}`;

interface FeedEntry {
  readonly id: string;
  readonly type: string;
  readonly position: number;
  readonly cursor: string;
}

/** Every event that the asker may see, page after page along the Link. */
export const everything = async (profile: Profile, path = '/v1/events?limit=500', sent: Sent = {}) => {
  const found: FeedEntry[] = [];
  for (let next: string | undefined = path; next !== undefined;) {
    const answer = await ask(profile, next, sent);
    const page = answer.body as FeedEntry[] | { events: FeedEntry[] };
    found.push(...('events' in page ? page.events : page));
    const link = /^<([^>]+)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1];
    next = link?.replace(/^https?:\/\/[^/]+/, '');
  }
  return found;
};
