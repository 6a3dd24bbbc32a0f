import type { Cursor } from '@jwg/event-sourcing';
import { EventColumns, type LogPlace } from './event-columns.js';
import { IdTable } from './id-table.js';
import { BLOCK_EVENTS, wordsOf, type IndexBlock } from './index-block.js';
import { HistoryLost } from './refusals.js';

export interface IndexedEvent extends LogPlace {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
}

/** What belongs to a block and is not a number of each event. */
export interface BlockNames {
  /** The streams that begin in the block, in their order. */
  readonly streams: readonly string[];
  /** The positions of its events whose id another event had before. */
  readonly repeated: readonly number[];
}

/**
 * The index of what the server does not keep: the position of each of the ledger's events, and the ids in use across
 * all its streams. It follows from the log alone, so all processes count alike. It takes some 50 bytes an event, and
 * grows block by block: nothing that is in it is copied.
 */
export class LedgerIndex {
  length = 0;
  private readonly events = new EventColumns();
  private readonly ids = new IdTable(this.events);
  private readonly repeated: number[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly names: string[] = [];
  private readonly lengths: number[] = [];

  /**
   * Adds the next event of the log. Returns false for an event that is already in the index, because a reader that
   * restarts sees events twice.
   *
   * @throws HistoryLost  the stream has a gap before this event
   */
  add({ commit, prepare, id, stream, revision }: IndexedEvent): boolean {
    if (this.length > 0 && this.events.compare(this.length - 1, { commit, prepare }) >= 0) return false;
    const due = this.lengthOf(stream);
    if (revision !== due)
      throw new HistoryLost(`stream ${stream} goes on at revision ${revision} where ${due} was due`);
    const number = this.numbers.get(stream) ?? this.begin(stream);
    const words = wordsOf(id);
    this.events.add(this.length, { commit, prepare, id: words, stream: number, revision });
    if (this.ids.get(words) === undefined) this.ids.add(words, this.length);
    else this.noteRepeated(this.length);
    this.lengths[number]! += 1;
    this.length += 1;
    return true;
  }

  /** The first event with this id. */
  positionOfId(id: string): number | undefined {
    return this.ids.get(wordsOf(id));
  }

  /** The position of the event with this id at this place of the stream. */
  positionOf({ stream, revision, id }: Pick<IndexedEvent, 'stream' | 'revision' | 'id'>): number | undefined {
    const number = this.numbers.get(stream);
    if (number === undefined || revision >= this.lengths[number]!) return undefined;
    const words = wordsOf(id);
    const isIt = (position: number) => this.events.isRevisionAt(position, number, revision);
    const first = this.ids.get(words);
    if (first === undefined || isIt(first)) return first;
    return this.repeated.find((position) => this.events.isAt(position, words) && isIt(position));
  }

  hasIdAt(position: number, id: string): boolean {
    return position < this.length && this.events.isAt(position, wordsOf(id));
  }

  lengthOf(stream: string): number {
    const number = this.numbers.get(stream);
    return number === undefined ? 0 : this.lengths[number]!;
  }

  /** The position of the event at exactly this place in the log. */
  positionAt(place: LogPlace): number | undefined {
    return this.events.positionAt(place, this.length);
  }

  logPlaceAt(position: number): LogPlace {
    return this.events.placeAt(position);
  }

  cursorOf(position: number): Cursor {
    const { commit, prepare } = this.events.placeAt(position);
    return `${commit}.${prepare}.${position}`;
  }

  /** The position of a cursor of this ledger; undefined for any other text, and beyond the end. */
  positionOfCursor(cursor: Cursor): number | undefined {
    const position = Number(/^\d+\.\d+\.(\d{1,10})$/.exec(cursor)?.[1] ?? NaN);
    return position < this.length && this.cursorOf(position) === cursor ? position : undefined;
  }

  /** A block that is full, with what belongs to it. */
  block(number: number): { readonly block: IndexBlock } & BlockNames {
    const block = this.events.blocks[number]!;
    const streams = Array.from(block.streams).filter((_, at) => block.revisions[at] === 0);
    const first = number * BLOCK_EVENTS;
    return {
      block,
      streams: streams.map((stream) => this.names[stream]!),
      repeated: this.repeated.filter((position) => position >= first && position < first + BLOCK_EVENTS),
    };
  }

  /** Makes room for so many events at once. */
  reserve(events: number): void {
    this.ids.reserve(events);
  }

  /** Adds a whole block behind whole blocks, as `block` gave it. */
  addBlock(block: IndexBlock, { streams, repeated }: BlockNames): void {
    const first = this.length;
    this.events.blocks.push(block);
    for (const stream of streams) this.begin(stream);
    for (const position of repeated) this.noteRepeated(position);
    const again = new Set(repeated);
    for (let at = 0; at < BLOCK_EVENTS; at += 1) {
      this.lengths[block.streams[at]!]! += 1;
      if (!again.has(first + at)) this.ids.add(this.events.wordsAt(first + at), first + at);
    }
    this.length += BLOCK_EVENTS;
  }

  private begin(stream: string): number {
    const number = this.names.push(stream) - 1;
    this.numbers.set(stream, number);
    this.lengths.push(0);
    return number;
  }

  private noteRepeated(position: number): void {
    this.repeated.push(position);
    process.emitWarning(
      `The event at position ${position} of the ledger has the id of an earlier one: two processes wrote it in the ` +
        `same moment`,
    );
  }
}
