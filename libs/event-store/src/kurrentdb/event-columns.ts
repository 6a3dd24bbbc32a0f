import { BLOCK_EVENTS, IndexBlock, type IdWords } from './index-block.js';

/** A place in the server's log. Places can be compared, but no arithmetic with them makes sense. */
export interface LogPlace {
  readonly commit: bigint;
  readonly prepare: bigint;
}

interface EventNumbers extends LogPlace {
  readonly id: IdWords;
  readonly stream: number;
  readonly revision: number;
}

/** What the index keeps of the events, by position, in blocks of which none is ever copied. */
export class EventColumns {
  readonly blocks: IndexBlock[] = [];

  /** Adds an event behind the last one. */
  add(position: number, { commit, prepare, id, stream, revision }: EventNumbers): void {
    const at = position % BLOCK_EVENTS;
    if (at === 0) this.blocks.push(new IndexBlock());
    const block = this.blockOf(position);
    block.commits[at] = Number(commit);
    block.prepares[at] = Number(prepare);
    block.ids.set(id, 4 * at);
    block.streams[at] = stream;
    block.revisions[at] = revision;
  }

  isAt(position: number, [a, b, c, d]: IdWords): boolean {
    const { ids } = this.blockOf(position);
    const at = 4 * (position % BLOCK_EVENTS);
    return ids[at] === a >>> 0 && ids[at + 1] === b >>> 0 && ids[at + 2] === c >>> 0 && ids[at + 3] === d >>> 0;
  }

  wordsAt(position: number): IdWords {
    const { ids } = this.blockOf(position);
    const at = 4 * (position % BLOCK_EVENTS);
    return [ids[at]!, ids[at + 1]!, ids[at + 2]!, ids[at + 3]!];
  }

  isRevisionAt(position: number, stream: number, revision: number): boolean {
    const [block, at] = [this.blockOf(position), position % BLOCK_EVENTS];
    return block.streams[at] === stream && block.revisions[at] === revision;
  }

  placeAt(position: number): LogPlace {
    const [block, at] = [this.blockOf(position), position % BLOCK_EVENTS];
    return { commit: BigInt(block.commits[at]!), prepare: BigInt(block.prepares[at]!) };
  }

  /** The position of the event at exactly this place in the log, among the first `length` of them. */
  positionAt(place: LogPlace, length: number): number | undefined {
    let [from, to] = [0, length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      const order = this.compare(middle, place);
      if (order === 0) return middle;
      if (order < 0) from = middle + 1;
      else to = middle;
    }
    return undefined;
  }

  /** Below 0 when the event is before the place, above 0 when it is behind it. */
  compare(position: number, { commit, prepare }: LogPlace): number {
    const [block, at] = [this.blockOf(position), position % BLOCK_EVENTS];
    return block.commits[at]! - Number(commit) || block.prepares[at]! - Number(prepare);
  }

  private blockOf(position: number): IndexBlock {
    return this.blocks[Math.floor(position / BLOCK_EVENTS)]!;
  }
}
