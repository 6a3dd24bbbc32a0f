import { jsonLines } from '@jwg/audit';
import { forum, sees } from '@jwg/domain';
import { pagesAfter, streamName } from '@jwg/event-sourcing';
import {
  isShared,
  Telling,
  tellInThread,
  TOLD_AT_ONCE,
  viewer,
  WORTH_A_THREAD,
  type LedgerStoredEvent,
  type Platform,
  type ToldStep,
} from '@jwg/platform';
import { answering, momentsOf } from '@jwg/read-models';
import { orNotFound } from './ledger-query.js';
import type { ReplayHistory } from './replay-history.js';

/**
 * The history of a forum as it was recorded, straight from the log and without end of pages: for whoever holds the data
 * folder. It remembers how each commitment stands, and of the events only the latest.
 *
 * @throws BadAsOf, NotFound
 */
export async function* everyStep(platform: Platform, asked: ReplayHistory): AsyncGenerator<ToldStep[]> {
  yield* stepsOf(platform, asked, await spanOf(platform, asked));
}

/**
 * The same as lines of JSON: told by a thread, where everything is in a folder and there is much to tell.
 *
 * @param folder  in which everything is
 * @throws BadAsOf, NotFound
 */
export async function* everyLine(
  platform: Platform,
  asked: ReplayHistory,
  folder?: string,
  isMuch = WORTH_A_THREAD,
): AsyncGenerator<string | Uint8Array> {
  const { begin, end } = await spanOf(platform, asked);
  let told = begin;
  const isAllSeen = viewer().wholeLedger === true;
  if (folder !== undefined && isAllSeen && end - begin >= isMuch && isShared(folder))
    try {
      const toTell = { folder, forum: asked.subject, lang: asked.lang };
      for await (const page of tellInThread(toTell, { from: begin, upTo: end + 1 })) {
        if (page.lines.length > 0) yield page.lines;
        told = page.upTo;
      }
      return;
    } catch {
      // Whatever it is: here it is met again, after what was told already, and says what it is.
    }
  for await (const steps of stepsOf(platform, asked, { begin: told, end })) yield jsonLines(steps);
}

interface Positions {
  readonly begin: number;
  readonly end: number;
}

async function* stepsOf(
  { store }: Platform,
  { subject, lang }: ReplayHistory,
  { begin, end }: Positions,
): AsyncGenerator<ToldStep[]> {
  const eyes = viewer();
  const telling = new Telling(subject, lang);
  let latest: readonly LedgerStoredEvent[] = [];
  for await (const page of pagesAfter(store, undefined, { batch: TOLD_AT_ONCE })) {
    const events = (page as LedgerStoredEvent[]).filter(
      (event) => event.position <= end && telling.isOfForum(event.stream) && sees(eyes, event),
    );
    const first = events.findIndex(({ position }) => position >= begin);
    const [before, told] = first < 0 ? [events, []] : [events.slice(0, first), events.slice(first)];
    before.forEach((event) => telling.pass(event));
    if (before.length > 0) telling.follows(before.at(-1)!);
    const steps = telling.tell(told, [...before, ...latest]);
    latest = events;
    if (steps.length > 0) yield steps;
    if ((page.at(-1)?.position ?? Infinity) >= end) return;
  }
}

/** The first and the last position that are told. Rows are read only where a moment is named. */
const spanOf = async (platform: Platform, { subject, from, to }: ReplayHistory): Promise<Positions> => {
  const { store, rows, clock } = platform;
  const [established] = await store.readStream(streamName(forum, subject), 0, 1);
  orNotFound('forum', subject, established && sees(viewer(), established) ? established : undefined);
  if (from === undefined && to === undefined) return { begin: 0, end: (await store.last())?.position ?? -1 };
  const latest = await rows.position(...answering);
  const { since, until } = await momentsOf(rows.at(latest, viewer()), latest, clock().toISOString(), { from, to });
  return { begin: (since?.position ?? -1) + 1, end: until.position };
};
