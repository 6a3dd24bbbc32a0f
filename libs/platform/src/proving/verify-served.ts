import type { Cursor } from '@jwg/event-sourcing';
import {
  entryOf,
  GrowingTree,
  leafHash,
  noteVerifier,
  parseCheckpoint,
  parseNote,
  sameBytes,
  TILE_WIDTH,
  tilePath,
} from '@jwg/ledger-proof';
import type { LedgerStoredEvent } from '../writing/stored-event.js';
import { EffectsCheck } from './check-effects.js';
import { cosignedBy } from './cosigned-by.js';
import { entriesIn, notShown, PlacesCheck } from './check-entries.js';
import { headIn, noting } from './head-in.js';
import type { Wrong } from './recompute.js';
import type { ToVerify, Verified } from './verify-folder.js';
import type { ShowProgress } from './verify-events.js';

/** A running server, as everybody has it who may read the ledger. */
export interface Served {
  /** The signed checkpoint. */
  checkpoint(): Promise<string>;
  /** The newest that the most witnesses have co-signed; missing where none is. */
  cosigned(): Promise<string | undefined>;
  /** @param path  of a tile, as C2SP tlog-tiles names it */
  tile(path: string): Promise<Buffer>;
  events(after: Cursor | undefined): Promise<{ events: readonly LedgerStoredEvent[]; next?: Cursor }>;
}

/**
 * Verifies what a server serves: its entries against the checkpoint that it gives and those that were kept; whether the
 * streams have gaps that are not internal events; and each event that the reader may see against its entry.
 */
export const verifyServed = async (
  server: Served,
  { key, kept = [], witnesses = [] }: Pick<ToVerify, 'key' | 'kept' | 'witnesses'>,
  progress: ShowProgress = () => {},
): Promise<Verified> => {
  const wrong: Wrong[] = [];
  const verifier = key === undefined ? undefined : noteVerifier(key);
  const cosigned = witnesses.length > 0 ? await server.cosigned() : undefined;
  const note = await server.checkpoint(); // after the other one, which is older
  const noted = noting(wrong);
  const latest = noted(() => (verifier ? headIn(note, verifier) : parseCheckpoint(parseNote(note).text)));
  const others = [...(cosigned === undefined ? [] : [cosigned]), ...kept];
  const heads = [...(latest ? [latest] : []), ...others.flatMap((it) => noted(() => headIn(it, verifier)) ?? [])];
  const ofWitnesses = cosignedBy([note, ...others], witnesses);
  wrong.push(...ofWitnesses.wrong);
  const size = latest?.size ?? 0;
  const largest = Math.max(0, ...heads.map((it) => it.size));
  if (largest > size)
    wrong.push({ position: size, what: `The server has ${size} signed events; ${largest} were signed.` });

  const tree = GrowingTree.empty();
  const places = new PlacesCheck();
  const effects = new EffectsCheck();
  const seen = eventsOf(server);
  let event = (await seen.next()).value;
  let found: Wrong | undefined;
  for (let index = 0; index * TILE_WIDTH < size && !found; index += 1) {
    const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
    const entries = entriesIn(await server.tile(tilePath({ level: 'entries', index, width })));
    const leaves = await server.tile(tilePath({ level: 0, index, width }));
    for (let n = 0; n < width && !found; n += 1) {
      const position = tree.size;
      const entry = entries[n] ?? '';
      found = places.see(position, entry);
      if (!found && !sameBytes(leafHash(entry), leaves.subarray(n * 32, n * 32 + 32)))
        found = { position, what: `The entry at position ${position} is not the one that was signed there.` };
      if (event?.position === position) {
        found ??= unlike(event, entry) ?? effects.see(event);
        event = (await seen.next()).value;
      } else found ??= notShown(position, entry);
      tree.add(leafHash(entry));
      const head = heads.find((it) => it.size === tree.size && !sameBytes(it.root, tree.root()));
      if (head)
        found ??= { what: `The first ${head.size} events are not those that were signed: they have another root.` };
    }
    progress(tree.size, 'events');
  }
  found ??= effects.missing();
  if (found) wrong.push(found);
  return {
    events: tree.size,
    root: Buffer.from(tree.root()).toString('hex'),
    ...(latest && { checkpoint: { size, origin: latest.origin, key, note } }),
    unsigned: 0,
    kept: kept.length,
    cosigned: ofWitnesses.cosigned,
    leftOut: [],
    wrong,
  };
};

/** An event of an older form is served in its present one; then its entry cannot be made again here. */
const unlike = (event: LedgerStoredEvent, entry: string): Wrong | undefined => {
  const { schemaVersion } = JSON.parse(entry) as { schemaVersion?: number };
  if (entryOf(event) === entry || (schemaVersion !== undefined && schemaVersion !== event.schemaVersion))
    return undefined;
  const { position, type, stream } = event;
  return {
    position,
    what: `The event at position ${position} (${type} in ${stream}) is not the one that was signed there.`,
  };
};

async function* eventsOf(server: Served): AsyncGenerator<LedgerStoredEvent, undefined> {
  for (let after: Cursor | undefined; ;) {
    const { events, next } = await server.events(after);
    yield* events;
    if (next === undefined) return undefined;
    after = next;
  }
}
