import { carryIntoEffect, upcasters } from '@jwg/domain';
import { upcasting, type StoredEvent } from '@jwg/event-sourcing';
import type { StoredRow, StoredRows } from '@jwg/event-store';
import { HASH_BYTES, leafOf, putQuickLeaf } from '@jwg/ledger-proof';
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
  /** The streams that begin among the rows at hand. A stream is seldom seen again after its state was let go. */
  private names: ReadonlyMap<number, string> = new Map();
  private left?: Iterator<[stream: number, events: number]>;

  constructor(
    private readonly rows: StoredRows,
    private readonly share: Share,
    atHand?: number,
  ) {
    this.histories = new Histories((stream) => this.names.get(stream) ?? rows.nameOf(stream), atHand);
  }

  /** @throws Error  something is doubtful, or cannot be read */
  between(from: number, upTo: number): SeenPart {
    const [places, leaves] = [new Uint32Array(upTo - from), Buffer.alloc((upTo - from) * HASH_BYTES)];
    const effects: OfEffects[] = [];
    let count = 0;
    for (let at = from; at < upTo; at += PAGE) {
      const page = [at, Math.min(at + PAGE, upTo), this.share.part, this.share.parts] as const;
      this.names = new Map(this.rows.namesBetween(...page));
      for (const row of this.rows.between(...page)) {
        const seen = this.look(row, leaves, count);
        if (seen) effects.push(seen);
        places[count] = row[POSITION] - from;
        count += 1;
      }
    }
    return { places: places.slice(0, count), leaves: leaves.subarray(0, count * HASH_BYTES), effects };
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

  private look(row: StoredRow, leaves: Buffer, count: number): OfEffects | undefined {
    const history = this.histories.of(row[STREAM]);
    const [stored, metadata] = [eventIn(row, history.name), row[METADATA]];
    const isQuick = stored.position < this.share.signed && putQuickLeaf(stored, row[DATA], metadata, leaves, count);
    const isOfEffects =
      history.category === carryIntoEffect.category ||
      (metadata.includes(RARE) && metadata.includes(carryIntoEffect.name));
    // Few need the metadata, and folding never does.
    if (isOfEffects || !isQuick) stored.metadata = JSON.parse(metadata) as unknown;
    if (!isQuick) leaves.set(leafOf(stored), count * HASH_BYTES);
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

/** Of the policy's name. What begins with a rare letter is missed sooner. */
const RARE = carryIntoEffect.name.slice(carryIntoEffect.name.indexOf('_'));

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
