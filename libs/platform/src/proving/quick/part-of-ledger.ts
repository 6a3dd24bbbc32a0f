import { carryIntoEffect, upcasters } from '@jwg/domain';
import { upcasting, type StoredEvent } from '@jwg/event-sourcing';
import type { StoredRow, StoredRows } from '@jwg/event-store';
import { HASH_BYTES, leafOf, quickLeaf } from '@jwg/ledger-proof';
import type { LedgerStoredEvent } from '../../writing/stored-event.js';
import { effectsIn, type OfEffects } from '../check-effects.js';
import { kindOf } from '../check-histories.js';
import { folded, Histories } from './histories.js';
import type { SeenPart, Share } from './share.js';

/** Positions that are read at once. With few rows in memory, collecting what became of them costs little. */
const PAGE = 512;
/** Streams that are folded by themselves in one go. */
const STREAMS = 500;

const { decode } = upcasting(upcasters);

/** Looks at the rows of one share, in the order of the log. */
export class PartOfLedger {
  private readonly histories: Histories;
  private left?: Iterator<[stream: number, events: number]>;

  constructor(
    private readonly rows: StoredRows,
    private readonly share: Share,
    atHand?: number,
  ) {
    this.histories = new Histories((stream) => rows.nameOf(stream), atHand);
  }

  /** @throws Error  something is doubtful, or cannot be read */
  between(from: number, upTo: number): SeenPart {
    const [places, leaves] = [new Uint32Array(upTo - from), new Uint8Array((upTo - from) * HASH_BYTES)];
    const effects: OfEffects[] = [];
    let count = 0;
    for (let at = from; at < upTo; at += PAGE)
      for (const row of this.rows.between(at, Math.min(at + PAGE, upTo), this.share.part, this.share.parts)) {
        const seen = this.look(row, leaves, count);
        if (seen) effects.push(seen);
        places[count] = row[POSITION] - from;
        count += 1;
      }
    return { places: places.slice(0, count), leaves: leaves.slice(0, count * HASH_BYTES), effects };
  }

  /**
   * Folds some of the streams whose states were let go, once all events were looked at.
   *
   * @returns how many; none: all are done
   * @throws Error  something is doubtful, or cannot be read
   */
  foldNext(): number {
    this.left ??= this.histories.unfolded();
    let count = 0;
    for (; count < STREAMS; count += 1) {
      const next = this.left.next();
      if (next.done) break;
      this.fold(...next.value);
    }
    return count;
  }

  private look(row: StoredRow, leaves: Uint8Array, count: number): OfEffects | undefined {
    const history = this.histories.of(row[STREAM]);
    const stored = eventIn(row, history.name);
    const quick = stored.position < this.share.signed ? quickLeaf(stored, row[DATA], row[METADATA]) : undefined;
    const isOfEffects =
      !quick || history.category === carryIntoEffect.category || row[METADATA].includes(carryIntoEffect.name);
    // Few need the metadata, and folding never does.
    if (isOfEffects) stored.metadata = JSON.parse(row[METADATA]) as unknown;
    leaves.set(quick ?? leafOf(stored), count * HASH_BYTES);
    const event = decode(stored) as LedgerStoredEvent;
    this.histories.goOn(history, event);
    return isOfEffects ? effectsIn(event) : undefined;
  }

  private fold(stream: number, events: number): void {
    const name = this.rows.nameOf(stream)!;
    const kind = kindOf(name)!;
    let state = kind.decider.initial;
    for (const row of this.rows.of(stream, events)) state = folded(kind, { name, state }, decode(eventIn(row, name)));
  }
}

const [POSITION, STREAM, DATA, METADATA] = [0, 1, 7, 8] as const;

const eventIn = (row: StoredRow, stream: string): StoredEvent & { metadata: unknown } => {
  const [position, , revision, id, type, schemaVersion, recordedAt, data] = row;
  return {
    position,
    stream,
    revision,
    id,
    type,
    schemaVersion,
    recordedAt,
    cursor: '',
    data: JSON.parse(data) as unknown,
    metadata: undefined,
  };
};
