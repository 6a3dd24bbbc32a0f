import { setImmediate as letOthersIn } from 'node:timers/promises';
import { sees } from '@jwg/domain';
import type { EventStore, StoredEvent } from '@jwg/event-sourcing';
import {
  BUNDLE_FORMAT,
  entryOf,
  leafOf,
  hashesIn,
  subtreeHash,
  subtreesWithout,
  tilesOnPaths,
  type Bundle,
  type LeafEvent,
  type Subtree,
} from '@jwg/ledger-proof';
import type { Cosignatures } from './cosignatures.js';
import { eventsBetween, streamUpTo } from './pages-of.js';
import type { LatestCheckpoint, ProofStore } from './proof-store.js';
import type { ToBundle } from './to-bundle.js';

/** Makes bundles: what the ledger says of a few streams, and what it takes to check that without the ledger. */
export class Bundles {
  constructor(
    private readonly store: ProofStore,
    /** In its stored form, as the leaves are. */
    private readonly stored: Pick<EventStore, 'readAll' | 'readStream'>,
    private readonly cosignatures: Pick<Cosignatures, 'cosigned'>,
  ) {}

  /** The latest signed checkpoint, with its co-signatures; `undefined` before the first. */
  async latest(): Promise<LatestCheckpoint | undefined> {
    const latest = await this.store.latest();
    return latest && { ...latest, note: await this.cosignatures.cosigned(latest.note) };
  }

  /**
   * The file, piece by piece, at the pace at which it is taken. It holds one page of events, and of each event in the
   * bundle its position.
   */
  async *pieces(asked: ToBundle, { head, note }: LatestCheckpoint): AsyncGenerator<string, void, undefined> {
    const { about, viewer, upTo, streams } = asked;
    const reader = viewer.side ?? 'everybody';
    const { publicKey: key } = await this.store.key();
    const top: Omit<Bundle, 'streams' | 'entries' | 'proof'> = {
      ...{ format: BUNDLE_FORMAT, about, reader, upTo, checkpoint: note, key },
    };
    const positions: number[] = [];
    yield `${JSON.stringify(top).slice(0, -1)},\n"streams":[`;
    for (const [n, stream] of streams.entries()) {
      yield n === 0 ? '\n' : ',\n';
      yield* this.stream(stream, asked, positions);
    }
    positions.sort((one, other) => one - other);
    const from = Math.max(0, upTo - asked.entries);
    yield `\n],\n"entries":{"from":${from},"texts":[`;
    yield* this.entries(from, upTo, positions);
    yield `]},\n"proof":[`;
    yield* this.proof(positions, head.size);
    yield ']}\n';
  }

  private async *stream(stream: string, { viewer, upTo }: ToBundle, positions: number[]): AsyncGenerator<string> {
    const [leaves, leftOut]: [string[], number[]] = [[], []];
    let count = 0;
    yield `{"stream":${JSON.stringify(stream)},"events":[`;
    for await (const page of streamUpTo(this.stored, stream, upTo)) {
      const seen = page.filter((event) => sees(viewer, event));
      if (seen.length > 0) yield listed(seen.map(bundled), leaves.length);
      for (const event of seen) {
        // What is hidden after the last event that is seen is not told: for this reader it is not there.
        for (; count < event.revision; count += 1) leftOut.push(count);
        count += 1;
        positions.push(event.position);
        leaves.push(leafOf(event).toString('base64'));
      }
      await letOthersIn();
    }
    yield `],\n"leaves":${JSON.stringify(leaves)},"leftOut":${JSON.stringify(leftOut)},"count":${count}}`;
  }

  /** Those of all positions that have no event in the bundle, as far as `from`. The positions become those of both. */
  private async *entries(from: number, upTo: number, positions: number[]): AsyncGenerator<string> {
    const bundledAt = new Set(positions);
    let written = 0;
    for await (const page of eventsBetween(this.stored, await this.store.placeBefore(from), from, upTo)) {
      const others = page.filter(({ position }) => !bundledAt.has(position));
      if (others.length > 0)
        yield listed(
          others.map((event) => JSON.stringify(entryOf(event))),
          written,
        );
      written += others.length;
      await letOthersIn();
    }
    const before = positions.filter((it) => it < from);
    positions.length = 0;
    for (const it of before) positions.push(it);
    for (let position = from; position < upTo; position += 1) positions.push(position);
  }

  private async *proof(positions: readonly number[], size: number): AsyncGenerator<string> {
    let [written, some]: [number, Subtree[]] = [0, []];
    const hashed = async () => {
      const tiles = tilesOnPaths(
        size,
        some.flatMap(({ from, to }) => [from, to - 1]),
      );
      const hashes = hashesIn(tiles, await this.store.tiles(tiles));
      const texts = some.map((it) => JSON.stringify(Buffer.from(subtreeHash(hashes, it)).toString('base64')));
      const piece = listed(texts, written);
      [written, some] = [written + some.length, []];
      return piece;
    };
    for (const subtree of subtreesWithout(positions, size)) {
      some.push(subtree);
      if (some.length < HASHES) continue;
      yield await hashed();
      await letOthersIn();
    }
    if (some.length > 0) yield await hashed();
  }
}

/** So many hashes are made together: of each a few tiles are in memory. */
const HASHES = 200;

/** Elements of a list, after so many that were written already. */
const listed = (texts: readonly string[], written: number): string =>
  `${written === 0 ? '\n' : ',\n'}${texts.join(',\n')}`;

/** An event as its leaf has it. */
const bundled = ({ cursor: _, ...event }: StoredEvent): string => JSON.stringify(event satisfies LeafEvent);
