import { eventsAfter, type Cursor, type EventStore, type PlaceInLedger } from '@jwg/event-sourcing';
import { GrowingTree, leafOf, sameBytes, type NewHash } from '@jwg/ledger-proof';
import { placesIn } from '../proving/notary.js';
import { ProofUnusable } from '../proving/proof-unusable.js';
import type { ProofStore } from '../proving/proof-store.js';

/** Events whose hashes are written at once. */
const BATCH = 5_000;

/**
 * Lets the log go on at the target, with its name, key, tree, checkpoint and co-signatures. The tree is grown anew of the
 * events that are there now, so it is seen to have the root that was signed.
 *
 * @throws ProofUnusable  they have another root
 */
export const carryProof = async (from: ProofStore, to: ProofStore, moved: EventStore): Promise<void> => {
  const latest = await from.latest();
  const key = await from.keyText();
  if (!latest || key === undefined || (await to.latest())) return;
  await to.putKey(key);
  const tree = GrowingTree.empty();
  let cursor: Cursor | undefined;
  let [hashes, places]: [NewHash[], PlaceInLedger[]] = [[], []];
  for await (const event of eventsAfter(moved)) {
    if (tree.size === latest.head.size) break;
    hashes.push(...tree.add(leafOf(event)));
    places.push(...placesIn([event]));
    ({ cursor } = event);
    if (tree.size % BATCH !== 0) continue;
    await to.fill(hashes, places);
    [hashes, places] = [[], []];
  }
  if (cursor === undefined || !sameBytes(tree.root(), latest.head.root))
    throw new ProofUnusable(
      from.path,
      `the ${latest.head.size} events that were moved do not have the root that was signed`,
    );
  await to.sign({ hashes, places, note: latest.note, cursor }, undefined);
  const cosigned = await from.cosigned();
  await to.changeCosigned(() => cosigned);
};
