import { v5 } from 'uuid';
import type { Actor } from '@jwg/domain';
import { story, type Step } from '@jwg/application/samples';
import { controllers } from '../api.module.js';
import { routesOf, type Route } from '../openapi/routes.js';
import type { Answer } from './answer.js';
import type { Booted } from './booted.js';

/** The route of each command, by its name. */
export const routeOfCommand: ReadonlyMap<string, Route> = new Map(
  routesOf(controllers).flatMap((route) =>
    route.method === 'POST' && route.kind ? [[route.kind.name, route] as const] : [],
  ),
);

export interface Played {
  readonly command: string;
  readonly body: object;
  readonly answer: Answer;
}

/**
 * Plays the whole story of the application's tests over HTTP, each command by its actor.
 *
 * @param first  does something with each step before it is played
 */
export const play = async (
  api: Booted,
  first: (step: Step, ...request: Parameters<Booted['post']>) => Promise<void> = async () => {},
): Promise<Played[]> => {
  const played: Played[] = [];
  const ids = new Map<string, string>(); // of events, as the story names them
  for (const step of story) {
    const { command, by, fields, commandId } = step;
    const route = routeOfCommand.get(command)!;
    const known = 'eventId' in fields ? { ...fields, eventId: ids.get(fields.eventId as string) } : fields;
    const { url, body } = addressed(route, known);
    const headers = { 'idempotency-key': commandId, ...(await ifMatch(api, route, known, by)) };
    await first(step, url, body, by, headers);
    const answer = await api.post(url, body, by, headers);
    played.push({ command, body, answer });
    const { events, cursor } = answer.body as { events: { id: string }[]; cursor: string };
    ids.set(v5('0', commandId), events[0]!.id);
    await api.platform.caughtUpTo(cursor, 5_000);
  }
  return played;
};

/** A command's fields, divided into its address and its body. */
export const addressed = (
  { path, address }: Pick<Route, 'path' | 'address'>,
  fields: Readonly<Record<string, unknown>>,
): { url: string; body: Record<string, unknown> } => ({
  url: path.replace(/\{(\w+)\}/g, (_, name: string) => String(fields[name])),
  body: Object.fromEntries(Object.entries(fields).filter(([name]) => !address.includes(name))),
});

/** The ETag that the command's actor sees; another actor may see fewer events of the stream. */
const ifMatch = async (
  api: Booted,
  { config }: Route,
  fields: Readonly<Record<string, unknown>>,
  by: Actor,
): Promise<Record<string, string>> => {
  if (!config.needsRevision) return {};
  const { commitmentId, sessionId } = fields as Record<string, string>;
  const read = await api.get(commitmentId ? `/v1/commitments/${commitmentId}` : `/v1/sessions/${sessionId}`, by);
  return { 'if-match': read.headers.etag! };
};
