import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { v5 } from 'uuid';
import type { Actor } from '@jwg/domain';
import { story } from '@jwg/application/samples';
import { ask, atLeast, everything, pk, tell, type Answer } from './client.js';
import type { Profile } from './profiles.js';

interface Route {
  readonly path: string;
  readonly needsRevision: boolean;
}

/** The route of each command, as the API's document has it. */
const routes: ReadonlyMap<string, Route> = new Map(
  Object.entries(
    (
      JSON.parse(readFileSync('docs/reference/openapi.json', 'utf8')) as {
        paths: Record<string, { post?: { operationId: string; 'x-needs-revision'?: boolean } }>;
      }
    ).paths,
  ).flatMap(([path, { post }]) =>
    post ? [[post.operationId, { path, needsRevision: post['x-needs-revision'] ?? false }] as const] : [],
  ),
);

export interface Played {
  readonly command: string;
  readonly path: string;
  readonly body: object;
  readonly headers: Record<string, string>;
  readonly answer: Answer;
  /** The types of all events that it led to, those of the policy included. */
  readonly led: readonly string[];
}

/** Tells one process the whole story of the application's tests, and after each command asks the other what it led to. */
export const play = async (profile: Profile): Promise<Played[]> => {
  const played: Played[] = [];
  const ids = new Map<string, string>(); // of events, as the story names them
  let last: string | undefined;
  for (const [place, { command, by, fields, commandId }] of story.entries()) {
    if (place === Math.floor(story.length / 2)) await profile.midway?.();
    const { path, needsRevision } = routes.get(command)!;
    const known = 'eventId' in fields ? { ...fields, eventId: ids.get(fields.eventId as string) } : fields;
    const address = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
    const url = path.replace(/\{(\w+)\}/g, (_, name: string) => String(fields[name]));
    const body = Object.fromEntries(Object.entries(known).filter(([name]) => !address.includes(name)));
    const { commitmentId, sessionId } = fields as Record<string, string>;
    const subject = commitmentId ? `/v1/commitments/${commitmentId}` : `/v1/sessions/${sessionId}`;
    const headers = {
      'idempotency-key': commandId,
      ...(needsRevision && { 'if-match': await revisionOf(profile, subject, by) }),
    };
    const answer = await tell(profile, url, body, { as: by, headers });
    if (answer.status !== 201) throw new Error(`${command}: ${JSON.stringify(answer.body)}`);
    const { events, cursor } = answer.body as { events: { id: string }[]; cursor: string };
    ids.set(v5('0', commandId), events[0]!.id);
    await ask(profile, atLeast('/v1/forums/cpec-jwg-st', cursor));
    const all = await everything(profile, `/v1/events?limit=500${last ? `&after=${encodeURIComponent(last)}` : ''}`, {
      as: pk,
    });
    last = all.at(-1)!.cursor;
    played.push({ command, path: url, body, headers, answer, led: all.map(({ type }) => type) });
  }
  return played;
};

/** While the ledger has no leader, a question is answered without a revision: its ETag is of the answer alone. */
const revisionOf = async (profile: Profile, subject: string, by: Actor): Promise<string> => {
  for (const until = Date.now() + 20_000; ;) {
    const etag = (await ask(profile, subject, { as: by })).headers.get('etag');
    if (etag !== null && /^"\d+\./.test(etag)) return etag;
    if (Date.now() > until) throw new Error(`${subject} has no revision: ${etag}`);
    await sleep(200);
  }
};
