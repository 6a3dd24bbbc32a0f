import { jsonLines } from '@jwg/audit';
import type { FolderLog } from './folder-log.js';
import { Telling, TOLD_AT_ONCE } from './telling.js';

/** What a thread tells of a folder's ledger. */
export interface ToTell {
  readonly folder: string;
  readonly forum: string;
  readonly lang?: string;
}

/** From one position up to another. */
export interface PageToTell {
  readonly from: number;
  readonly upTo: number;
}

/** Tells pages of a forum's history, in their order. It goes past the events before them, which costs little. */
export class ToldPages {
  private readonly telling: Telling;
  private at = 0;

  constructor(
    private readonly log: FolderLog,
    { forum, lang }: ToTell,
  ) {
    this.telling = new Telling(forum, lang);
  }

  /** The steps of the next page as lines of JSON. */
  async lines({ from, upTo }: PageToTell): Promise<string> {
    await this.passUpTo(from);
    const events = await this.log.between(from, upTo, this.telling.isOfForum);
    const latest = events.some(namesOthers) ? await this.latestBefore(from) : [];
    this.at = upTo;
    return jsonLines(this.telling.tell(events, latest));
  }

  private latestBefore(from: number) {
    return this.log.between(Math.max(0, from - TOLD_AT_ONCE), from, this.telling.isOfForum);
  }

  private async passUpTo(from: number): Promise<void> {
    let last: number | undefined;
    for (; this.at < from; this.at = Math.min(this.at + TOLD_AT_ONCE, from))
      for (const event of this.log.past(this.at, Math.min(this.at + TOLD_AT_ONCE, from)))
        if (this.telling.isOfForum(event.stream)) {
          this.telling.pass(event);
          last = event.position;
        }
    if (last === undefined) return;
    for (const event of await this.log.between(last, last + 1, this.telling.isOfForum)) this.telling.follows(event);
  }
}

/** What sets something right names it by its id. */
const namesOthers = ({ data }: { data: object }): boolean => 'eventId' in data || 'entries' in data;
