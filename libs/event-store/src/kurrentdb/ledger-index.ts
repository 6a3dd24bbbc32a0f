import type { Cursor } from '@jwg/event-sourcing';
import { IdTable, wider } from './id-table.js';
import { HistoryLost } from './refusals.js';

/** A place in the server's log. Places can be compared, but no arithmetic with them makes sense. */
export interface LogPlace {
  readonly commit: bigint;
  readonly prepare: bigint;
}

export interface IndexedEvent extends LogPlace {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
}

/**
 * The index of what the server does not keep: the position of each of the ledger's events, and the ids in use across
 * all its streams. Every process rebuilds it from the log, so all processes count alike. It takes some 50 bytes an
 * event.
 */
export class LedgerIndex {
  length = 0;
  // Exact up to 2^53, a log of eight petabytes.
  private commits = new Float64Array(1024);
  private prepares = new Float64Array(1024);
  private readonly ids = new IdTable();
  private readonly streams = new Map<string, number[]>();

  /**
   * Adds the next event of the log. Returns false for an event that is already in the index, because a reader that
   * restarts sees events twice.
   *
   * @throws HistoryLost  the stream has a gap before this event
   */
  add({ commit, prepare, id, stream, revision }: IndexedEvent): boolean {
    if (this.length > 0 && this.compare(this.length - 1, Number(commit), Number(prepare)) >= 0) return false;
    const positions = this.streams.get(stream) ?? [];
    if (revision !== positions.length)
      throw new HistoryLost(`stream ${stream} goes on at revision ${revision} where ${positions.length} was due`);
    if (!this.ids.add(id, this.length))
      process.emitWarning(`Two events of the ledger have the id ${id}: two processes wrote it in the same moment`);
    this.commits = wider(this.commits, this.length + 1);
    this.prepares = wider(this.prepares, this.length + 1);
    this.commits[this.length] = Number(commit);
    this.prepares[this.length] = Number(prepare);
    if (revision === 0) this.streams.set(stream, positions);
    positions.push(this.length++);
    return true;
  }

  positionOfId(id: string): number | undefined {
    return this.ids.get(id);
  }

  /** The position of a stream's event; undefined beyond the stream's end. */
  positionIn(stream: string, revision: number): number | undefined {
    return this.streams.get(stream)?.[revision];
  }

  lengthOf(stream: string): number {
    return this.streams.get(stream)?.length ?? 0;
  }

  /** The position of the event at exactly this place in the log. */
  positionAt({ commit, prepare }: LogPlace): number | undefined {
    let [from, to] = [0, this.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      const order = this.compare(middle, Number(commit), Number(prepare));
      if (order === 0) return middle;
      if (order < 0) from = middle + 1;
      else to = middle;
    }
    return undefined;
  }

  logPlaceAt(position: number): LogPlace {
    return { commit: BigInt(this.commits[position]!), prepare: BigInt(this.prepares[position]!) };
  }

  cursorOf(position: number): Cursor {
    return `${this.commits[position]}.${this.prepares[position]}.${position}`;
  }

  /** The position of a cursor of this ledger; undefined for any other text, and beyond the end. */
  positionOfCursor(cursor: Cursor): number | undefined {
    const position = Number(/^\d+\.\d+\.(\d{1,10})$/.exec(cursor)?.[1] ?? NaN);
    return position < this.length && this.cursorOf(position) === cursor ? position : undefined;
  }

  private compare(position: number, commit: number, prepare: number): number {
    return this.commits[position]! - commit || this.prepares[position]! - prepare;
  }
}
