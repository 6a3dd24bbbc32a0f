import { nameOf, sentenceOf } from '@jwg/audit';
import { forumOf } from '@jwg/domain';
import { idOf } from '@jwg/event-sourcing';
import { pass, stepOf, type HistoryStep, type PassedEvent, type Standings } from '@jwg/read-models';
import type { LedgerStoredEvent } from '../writing/stored-event.js';

/** One event of a history in plain words, with the status that it left. */
export interface ToldStep extends HistoryStep {
  readonly sentence: string;
}

/** So many events are told at once; those of the page before are still known by name. */
export const TOLD_AT_ONCE = 500;

type Events = readonly LedgerStoredEvent[];

/**
 * Tells the events of one forum as they come. It remembers how each commitment stands, and of the events only the one
 * before.
 */
export class Telling {
  private readonly standings: Standings = new Map();
  private previous: LedgerStoredEvent | undefined;

  constructor(
    private readonly forum: string,
    private readonly lang?: string,
  ) {}

  isOfForum = (stream: string): boolean => forumOf(idOf(stream)) === this.forum;

  /** Brings the standings up to an event that is not told. */
  pass(event: PassedEvent): void {
    pass(this.standings, event);
  }

  /** The next that is told comes after this one, which was only passed. */
  follows(event: LedgerStoredEvent): void {
    this.previous = event;
  }

  /** @param latest  the events that are called by their names where one is about another */
  tell(events: Events, latest: Events): ToldStep[] {
    const named = (id: string) => nameAmong(events, id) ?? nameAmong(latest, id) ?? id;
    const reader = { ...(this.lang !== undefined && { lang: this.lang }), named };
    return events.map((event) => {
      const step = stepOf(this.standings, event, 'recorded', this.previous);
      this.previous = event;
      return Object.assign(step, { sentence: sentenceOf(event, reader) });
    });
  }
}

const nameAmong = (events: Events, id: string): string | undefined => {
  const event = events.find((it) => it.id === id);
  return event && nameOf(event.type, event.data);
};
