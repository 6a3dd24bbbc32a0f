import { carryIntoEffect, upcasters } from '@jwg/domain';
import { upcasting, type StoredEvent } from '@jwg/event-sourcing';
import type { StoredRow, StoredRows } from '@jwg/event-store';
import { HASH_BYTES, leafOf, quickLeaf } from '@jwg/ledger-proof';
import type { LedgerStoredEvent } from '../../writing/stored-event.js';
import { effectsIn, type OfEffects } from '../check-effects.js';
import { Histories } from './histories.js';
import type { SeenPart, Share } from './share.js';

const { decode } = upcasting(upcasters);

/** Looks at the rows of one share, in the order of the log. */
export class PartOfLedger {
  private readonly histories: Histories;

  constructor(
    private readonly rows: StoredRows,
    private readonly share: Share,
  ) {
    this.histories = new Histories((stream) => rows.nameOf(stream));
  }

  /** @throws Error  something is doubtful, or cannot be read */
  between(from: number, upTo: number): SeenPart {
    const rows = this.rows.between(from, upTo, this.share.part, this.share.parts);
    const [places, leaves] = [new Uint32Array(rows.length), new Uint8Array(rows.length * HASH_BYTES)];
    const effects: OfEffects[] = [];
    for (let n = 0; n < rows.length; n += 1) {
      const row = rows[n]!;
      const history = this.histories.of(row[STREAM]);
      const stored = eventIn(row, history.name);
      const quick = stored.position < this.share.signed && quickLeaf(stored, row[DATA], row[METADATA]);
      leaves.set(quick || leafOf(stored), n * HASH_BYTES);
      places[n] = stored.position - from;
      const event = decode(stored) as LedgerStoredEvent;
      this.histories.goOn(history, event);
      const isOfEffects =
        !quick || history.category === carryIntoEffect.category || row[METADATA].includes(carryIntoEffect.name);
      const seen = isOfEffects ? effectsIn(event) : undefined;
      if (seen) effects.push(seen);
    }
    return { places, leaves, effects };
  }

  /** The streams that have to be folded by themselves. */
  unfolded(): string[] {
    return this.histories.unfolded();
  }
}

const [STREAM, DATA, METADATA] = [1, 7, 8] as const;

/** Metadata are parsed when they are asked for, which few ask for. */
const eventIn = (row: StoredRow, stream: string): StoredEvent => {
  const [position, , revision, id, type, schemaVersion, recordedAt, data, metadata] = row;
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
    get metadata() {
      return JSON.parse(metadata) as unknown;
    },
  };
};
