import { sentenceOf } from '@jwg/audit';
import { forumOf, sees } from '@jwg/domain';
import { idOf, pagesAfter } from '@jwg/event-sourcing';
import { viewer, type LedgerStoredEvent, type Platform } from '@jwg/platform';
import { answering, forums, momentsOf, pass, stepOf, type Standings } from '@jwg/read-models';
import { orNotFound } from './ledger-query.js';
import { nameOf, type ReplayHistory, type ToldStep } from './replay-history.js';

/** How many events are read at once, and how many of the latest are known by name. */
const BATCH = 1_000;
const NAMED = 10_000;

/**
 * The history of a forum as it was recorded, straight from the log and without end of pages: for whoever holds the data
 * folder. It remembers how each commitment stands, and of the events only the latest.
 *
 * @throws BadAsOf, NotFound
 */
export async function* everyStep(
  { store, rows, clock }: Platform,
  { subject: forum, from, to, lang }: ReplayHistory,
): AsyncGenerator<ToldStep[]> {
  const eyes = viewer();
  const latest = await rows.position(...answering);
  const reader = rows.at(latest, eyes);
  const { since, until } = await momentsOf(reader, latest, clock().toISOString(), { from, to });
  orNotFound('forum', forum, await rows.at(until.position, eyes).get(forums, forum));
  const begin = since?.position ?? -1;
  const standings: Standings = new Map();
  const names = new Map<string, string>();
  const telling = { ...(lang !== undefined && { lang }), named: (id: string) => names.get(id) ?? id };
  let previous: LedgerStoredEvent | undefined;
  for await (const page of pagesAfter(store, undefined, { batch: BATCH })) {
    const steps: ToldStep[] = [];
    for (const event of page as LedgerStoredEvent[]) {
      if (event.position > until.position) break;
      if (forumOf(idOf(event.stream)) !== forum || !sees(eyes, event)) continue;
      names.set(event.id, nameOf(event.type, event.data));
      if (event.position <= begin) pass(standings, event);
      else steps.push({ ...stepOf(standings, event, 'recorded', previous), sentence: sentenceOf(event, telling) });
      previous = event;
    }
    forgetAllBut(NAMED, names);
    if (steps.length > 0) yield steps;
    if ((page.at(-1)?.position ?? Infinity) >= until.position) return;
  }
}

/** A map gives its keys in the order in which they came. */
const forgetAllBut = (count: number, names: Map<string, string>): void => {
  for (const id of names.keys()) {
    if (names.size <= count) return;
    names.delete(id);
  }
};
