// Five calls by types of openapi-typescript and the client openapi-fetch. It is compiled strictly beside the types that
// are made for it, and prints as one JSON what each call gave it.
import { EventSourceParserStream } from 'eventsource-parser/stream';
import createClient from 'openapi-fetch';
import type { components, paths } from './ledger.gen.ts';

type Schemas = components['schemas'];
type Entry = Schemas['TimelineEntry'];
type Published = Schemas['PublishedEvent'];

/** Holds only where each type of entry has the data of that type, and of no other. */
type Own<T extends Entry['type']> = Extract<Entry, { type: T }>['data'];
type Same<A, B> = [A, B] extends [B, A] ? true : false;
const apart: { [T in Entry['type']]: Same<Own<T>, Schemas[T]> } extends Record<Entry['type'], true> ? true : never =
  true;
const narrowed = (entry: Entry): string => {
  if (entry.type === 'ProgressReported') return entry.data.narrative;
  // @ts-expect-error -- no other entry has a narrative for certain
  return entry.data.narrative as string;
};

const [url = '', auditor = '', focalPoint = '', key = '', forumId = '', sessions = '', commitments = ''] =
  process.argv.slice(2);
const [sessionIds, commitmentIds] = [sessions.split(','), commitments.split(',')];
const as = (token: string) => createClient<paths>({ baseUrl: url, headers: { authorization: `Bearer ${token}` } });
const [reader, reporter] = [as(auditor), as(focalPoint)];

const given = <T>({ data, error }: { data?: T; error?: unknown }): T => {
  if (data === undefined) throw new Error(JSON.stringify(error));
  return data;
};

const list = async () => {
  const events: Schemas['LedgerEvent'][] = [];
  for (let after: string | undefined, pages = 1; ; pages += 1) {
    const query = { limit: 50, ...(after !== undefined && { after }) };
    const page = given(await reader.GET('/v1/events', { params: { query } }));
    events.push(...page.events);
    after = page.next;
    if (after === undefined) return { pages, events };
  }
};

const send = (header: { 'Idempotency-Key'?: string; 'If-Match'?: string }) =>
  reporter.POST('/v1/commitments/{commitmentId}/progress-reports', {
    params: { path: { commitmentId: commitmentIds[0]! }, header },
    body: { narrative: 'Told by openapi-fetch: 墙', percent: 60 },
  });

const report = async () => {
  const first = given(await send({ 'Idempotency-Key': key }));
  const second = given(await send({ 'Idempotency-Key': key }));
  if (!('revision' in first)) throw new Error('A rehearsal was not asked for');
  return { first, second, id: first.events[0]!.id };
};

const problem = async (): Promise<Schemas['ProblemDetails']> => {
  const { error } = await send({ 'If-Match': '"0"' });
  if (error === undefined) throw new Error('It was taken');
  return error;
};

/** The timelines of the forum, of each session and of each commitment, one after another. */
const timeline = async () => {
  const entries: Entry[] = [];
  const whole = async (page: (after?: number) => Promise<{ data?: Schemas['Timeline']; error?: unknown }>) => {
    for (let after: number | undefined; ;) {
      const { entries: more, next } = given(await page(after));
      entries.push(...more);
      after = next;
      if (after === undefined) return;
    }
  };
  const from = (after?: number) => ({ limit: 20, ...(after !== undefined && { after }) });
  await whole((after) =>
    reader.GET('/v1/forums/{forumId}/timeline', { params: { path: { forumId }, query: from(after) } }),
  );
  for (const sessionId of sessionIds)
    await whole((after) =>
      reader.GET('/v1/sessions/{sessionId}/timeline', { params: { path: { sessionId }, query: from(after) } }),
    );
  for (const commitmentId of commitmentIds)
    await whole((after) =>
      reader.GET('/v1/commitments/{commitmentId}/timeline', { params: { path: { commitmentId }, query: from(after) } }),
    );
  const narratives = entries.filter(({ type }) => type === 'ProgressReported').map(narrowed);
  if (!apart || narratives.some((it) => it === '')) throw new Error('An entry is another one’s');
  return entries.map((entry) => ({ as: entry.type, entry }));
};

/** The published events from the first one to the one that was reported here. */
const stream = async (last: string | undefined) => {
  if (last === undefined) throw new Error('Nothing was reported');
  const { data, error } = await reader.GET('/v1/events/stream', { parseAs: 'stream' });
  if (!data) throw new Error(JSON.stringify(error));
  const events: { as: string; event: Published }[] = [];
  for await (const { data: text } of data
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())) {
    const event = JSON.parse(text) as Published;
    events.push({ as: event.type.split('.').at(-2)!, event });
    if (event.id === last) break;
  }
  return events;
};

const tried = async <T>(call: () => Promise<T>) => {
  try {
    return await call();
  } catch (error) {
    return { failed: String(error) };
  }
};

const reported = await tried(report);
const listed = await tried(list);
const refused = await tried(problem);
const entries = await tried(timeline);
const streamed = await tried(() => stream('id' in reported ? reported.id : undefined));
console.log(JSON.stringify({ list: listed, report: reported, problem: refused, timeline: entries, stream: streamed }));
