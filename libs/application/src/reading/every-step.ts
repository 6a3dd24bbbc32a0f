import { sentenceOf } from '@jwg/audit';
import { forum, forumOf, sees } from '@jwg/domain';
import { idOf, pagesAfter, streamName } from '@jwg/event-sourcing';
import { viewer, type LedgerStoredEvent, type Platform } from '@jwg/platform';
import { answering, momentsOf, pass, stepOf, type Standings } from '@jwg/read-models';
import { orNotFound } from './ledger-query.js';
import { nameOf, type ReplayHistory, type ToldStep } from './replay-history.js';

/** How many events are read at once; so many earlier ones are still known by name. */
const BATCH = 1_000;

/**
 * The history of a forum as it was recorded, straight from the log and without end of pages: for whoever holds the data
 * folder. It remembers how each commitment stands, and of the events only the latest.
 *
 * @throws BadAsOf, NotFound
 */
export async function* everyStep(platform: Platform, asked: ReplayHistory): AsyncGenerator<ToldStep[]> {
  const eyes = viewer();
  const [established] = await platform.store.readStream(streamName(forum, asked.subject), 0, 1);
  orNotFound('forum', asked.subject, established && sees(eyes, established) ? established : undefined);
  const { begin, end } = await spanOf(platform, asked);
  const standings: Standings = new Map();
  let latest: readonly LedgerStoredEvent[] = [];
  const named = (id: string) => nameAmong(latest, id);
  const telling = { ...(asked.lang !== undefined && { lang: asked.lang }), named };
  let previous: LedgerStoredEvent | undefined;
  for await (const page of pagesAfter(platform.store, undefined, { batch: BATCH })) {
    const steps: ToldStep[] = [];
    latest = [...latest.slice(-BATCH), ...(page as LedgerStoredEvent[])];
    for (const event of page as LedgerStoredEvent[]) {
      if (event.position > end) break;
      if (forumOf(idOf(event.stream)) !== asked.subject || !sees(eyes, event)) continue;
      if (event.position < begin) pass(standings, event);
      else steps.push({ ...stepOf(standings, event, 'recorded', previous), sentence: sentenceOf(event, telling) });
      previous = event;
    }
    if (steps.length > 0) yield steps;
    if ((page.at(-1)?.position ?? Infinity) >= end) return;
  }
}

/** The first and the last position that are told. Rows are read only where a moment is named. */
const spanOf = async ({ store, rows, clock }: Platform, { from, to }: ReplayHistory) => {
  if (from === undefined && to === undefined) return { begin: 0, end: (await store.last())?.position ?? -1 };
  const latest = await rows.position(...answering);
  const { since, until } = await momentsOf(rows.at(latest, viewer()), latest, clock().toISOString(), { from, to });
  return { begin: (since?.position ?? -1) + 1, end: until.position };
};

/** What an event is called that was told not long ago: a correction names what it corrects. */
const nameAmong = (latest: readonly LedgerStoredEvent[], id: string): string => {
  const event = latest.find((it) => it.id === id);
  return event ? nameOf(event.type, event.data) : id;
};
