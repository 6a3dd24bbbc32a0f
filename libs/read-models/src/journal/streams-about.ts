import type { ProjectionOf, Row } from '@jwg/event-sourcing';
import { forumOf } from '@jwg/domain';
import { commitments } from '../commitments/projection.js';
import { streamOf } from '../events/citation.js';
import { forums } from '../forums/projection.js';
import { MAX_PAGE_SIZE } from '../page-size.js';
import type { RowReader } from '../rows/reader.js';
import type { RowsAt } from '../rows/rows-at.js';
import { sessions } from '../sessions/projection.js';
import { rowsAbout } from './rows-about.js';

/**
 * The streams that tell the story of a forum, a session or a commitment: that of its forum and its own; those of the
 * sessions and the commitments that are a part of it; and those of the sessions that named it. `undefined` if it is not
 * there.
 */
export const streamsAbout = async ({ reader }: RowsAt, subject: string): Promise<readonly string[] | undefined> => {
  const own = { forum: forums, session: sessions, commitment: commitments }[kindOf(subject)];
  const found: object | undefined = await reader.get(own as ProjectionOf<Row>, subject);
  if (found === undefined) return undefined;
  const streams = new Set([streamOf('forum', forumOf(subject)), streamOf(kindOf(subject), subject)]);
  for await (const { stream } of naming(reader, subject)) streams.add(stream);
  for await (const { id } of within(reader, sessions, subject)) streams.add(streamOf('session', id));
  for await (const { id } of within(reader, commitments, subject)) streams.add(streamOf('commitment', id));
  return [...streams];
};

const kindOf = (subject: string): 'forum' | 'session' | 'commitment' =>
  (['forum', 'session', 'commitment'] as const)[subject.split('.').length - 1] ?? 'commitment';

async function* naming(reader: RowReader, subject: string) {
  for (let after: number | undefined; ;) {
    const page = await rowsAbout(reader, subject, { after }, MAX_PAGE_SIZE);
    yield* page;
    if (page.length < MAX_PAGE_SIZE) return;
    after = page.at(-1)!.position;
  }
}

/** The rows whose ids begin with the subject's. */
async function* within<R extends Row & { readonly id: string }, Apart extends keyof R>(
  reader: RowReader,
  projection: ProjectionOf<R, Apart>,
  subject: string,
): AsyncGenerator<{ readonly id: string }> {
  // '/' comes right after '.'
  const key = { atLeast: `${subject}.`, atMost: `${subject}/` };
  for (let after: readonly [string, string] | undefined; ;) {
    const page = (await reader.find(projection, { key }, { limit: MAX_PAGE_SIZE, after })) as { id: string }[];
    yield* page;
    if (page.length < MAX_PAGE_SIZE) return;
    after = [page.at(-1)!.id, page.at(-1)!.id];
  }
}
