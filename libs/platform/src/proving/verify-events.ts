import { upcasters } from '@jwg/domain';
import { decoded, upcasting, type EventStore, type SkippedEvent, type StoredEvent } from '@jwg/event-sourcing';
import type { TreeHead } from '@jwg/ledger-proof';
import type { LedgerStoredEvent } from '../writing/stored-event.js';
import { EffectsCheck, type LeftOut } from './check-effects.js';
import { checkHistories } from './check-histories.js';
import { recompute, type LeafAt, type Wrong } from './recompute.js';

export interface VerifiedEvents {
  readonly events: number;
  readonly root: Uint8Array;
  /** What is not as it was signed, or else what no ledger of these rules could hold. */
  readonly wrong: readonly Wrong[];
  readonly leftOut: readonly LeftOut[];
}

/** A progress bar: what is done, and how much of it. */
export type ShowProgress = (done: number, what: string) => void;

/**
 * The events themselves: against what was signed; then, if they are as they were signed, whether each history can be
 * folded, and whether every effect of a statement is there once.
 *
 * @param store    events as they are stored
 * @param skipped  events that the policy was told to skip
 * @throws UnknownSchemaVersion  a newer program wrote them, so their histories cannot be judged here
 */
export const verifyEvents = async (
  store: EventStore,
  heads: readonly TreeHead[],
  leafAt?: LeafAt,
  progress: ShowProgress = () => {},
  skipped: readonly SkippedEvent[] = [],
): Promise<VerifiedEvents> => {
  const { decode } = upcasting(upcasters);
  const effects = new EffectsCheck(skipped);
  let unearned: Wrong | undefined;
  const look = (event: StoredEvent): void => {
    const present = decode(event) as LedgerStoredEvent;
    unearned ??= attempt(() => effects.see(present), present);
  };
  const { events, root, streams, wrong } = await recompute(store, heads, leafAt, (n) => progress(n, 'events'), look);
  if (wrong) return { events, root, wrong: [wrong], leftOut: [] };
  const effect = unearned ?? effects.missing();
  const histories = await checkHistories(decoded(store, upcasting(upcasters)), streams, (n) => progress(n, 'streams'));
  return { events, root, wrong: [...(effect ? [effect] : []), ...histories], leftOut: effects.leftOut() };
};

const attempt = (look: () => Wrong | undefined, { position, type }: StoredEvent): Wrong | undefined => {
  try {
    return look();
  } catch (error) {
    return {
      position,
      what: `The event at position ${position} (${type}) cannot be read: ${(error as Error).message}`,
    };
  }
};
