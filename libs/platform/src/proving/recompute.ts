import type { Cursor, EventStore, StoredEvent } from '@jwg/event-sourcing';
import { GrowingTree, leafOf, sameBytes, type TreeHead } from '@jwg/ledger-proof';

/** Something that is not as it was signed, in words. */
export interface Wrong {
  /** The first event that it concerns; missing where none is known. */
  readonly position?: number;
  readonly what: string;
}

export interface Recomputed {
  readonly events: number;
  readonly root: Uint8Array;
  /** The names of all streams. */
  readonly streams: Iterable<string>;
  /** Missing if everything is as it was signed. */
  readonly wrong?: Wrong;
}

/** The leaf that was signed at a position; `undefined` where it is not known. */
export type LeafAt = (position: number) => Uint8Array | undefined;

/**
 * Computes the tree again from the stored events, and compares it with heads that were signed. It ends at the first event
 * that is wrong: after that one, nothing has the place that it had. However long the ledger is, it holds one page of it,
 * the tree's edge, and one number for each stream.
 */
export const recompute = async (
  store: Pick<EventStore, 'readAll'>,
  heads: readonly TreeHead[],
  leafAt: LeafAt = () => undefined,
  progress: (events: number) => void = () => {},
  /** Looks at each event that is in its place. */
  look: (event: StoredEvent) => void = () => {},
): Promise<Recomputed> => {
  const tree = GrowingTree.empty();
  const lengths = new Map<string, number>();
  const open = heads.toSorted((one, other) => one.size - other.size);
  const result = (wrong?: Wrong): Recomputed => ({
    events: tree.size,
    root: tree.root(),
    streams: lengths.keys(),
    wrong,
  });
  try {
    for await (const event of eventsOf(store)) {
      const wrong = misplaced(event, tree.size, lengths) ?? changed(event, leafAt(event.position));
      if (wrong) return result(wrong);
      look(event);
      tree.add(leafOf(event));
      const contradicted = contradictedBy(tree, open);
      if (contradicted) return result(contradicted);
      progress(tree.size);
    }
  } catch (error) {
    if (!(error instanceof CannotBeRead)) throw error;
    return result({ position: tree.size, what: `The event at position ${tree.size} cannot be read: ${error.message}` });
  }
  const largest = open.at(-1)?.size ?? 0;
  if (largest <= tree.size) return result();
  const what = `The ledger ends before position ${tree.size}, and ${largest} events were signed.`;
  return result({ position: tree.size, what });
};

/** Takes off the heads that are as large as the tree, and says what is wrong with the first that is. */
const contradictedBy = (tree: GrowingTree, open: TreeHead[]): Wrong | undefined => {
  while (open[0]?.size === tree.size) {
    const { size, root } = open.shift()!;
    const what = `The first ${size} events are not those that were signed: they have another root.`;
    if (!sameBytes(root, tree.root())) return { what };
  }
  return undefined;
};

const misplaced = (
  { position, stream, revision }: StoredEvent,
  next: number,
  lengths: Map<string, number>,
): Wrong | undefined => {
  if (position !== next)
    return { position: next, what: `There is no event at position ${next}; the next one is at ${position}.` };
  const length = lengths.get(stream) ?? 0;
  lengths.set(stream, length + 1);
  if (revision === length) return undefined;
  const what = `The event at position ${position} has revision ${revision} in ${stream}, where ${length} has to come.`;
  return { position, what };
};

const changed = (event: StoredEvent, leaf: Uint8Array | undefined): Wrong | undefined => {
  if (!leaf || sameBytes(leaf, leafOf(event))) return undefined;
  const { position, type, stream } = event;
  return {
    position,
    what: `The event at position ${position} (${type} in ${stream}) is not the one that was signed there.`,
  };
};

class CannotBeRead extends Error {}

const PAGE = 500;

/** Page by page, and event by event where a page cannot be read, so that the first such event is known. */
async function* eventsOf(store: Pick<EventStore, 'readAll'>): AsyncGenerator<StoredEvent, void, undefined> {
  let after: Cursor | undefined;
  for (let limit = PAGE; ;) {
    let page: StoredEvent[];
    try {
      page = await store.readAll(after, limit);
    } catch (error) {
      if (limit === 1) throw new CannotBeRead((error as Error).message, { cause: error });
      limit = 1;
      continue;
    }
    if (page.length === 0) return;
    yield* page;
    after = page.at(-1)!.cursor;
  }
}
