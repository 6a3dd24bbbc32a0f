import { LedgerError, type Cursor, type EventStore, type StoredEvent } from '@jwg/event-sourcing';

/** The relay's checkpoint. Kafka keeps it, in the same transaction as the published records. */
export interface RelayCheckpoint {
  /** The position of the last handled event, published or not; -1 before the first. */
  readonly position: number;
  readonly event?: Pick<StoredEvent, 'id' | 'stream' | 'revision'> & { readonly cursor: Cursor };
  /**
   * The ledger's end when the relay first began: events up to this position are `backfill`. Absent in a checkpoint that
   * an earlier version of the relay wrote while it was counting the ledger.
   */
  readonly backfillTo?: number;
  /** The position of the last event in each partition, by partition number. */
  readonly lastIn: Readonly<Record<string, number>>;
  readonly partitions: number;
  /** The `source` of every published record. Absent in checkpoints of earlier versions. */
  readonly source?: string;
  /** Whether any status was ever published. */
  readonly hasStatuses?: true;
}

/** The topics and this ledger do not belong together. Time does not repair that, and the relay must not guess. */
export class NeedsHuman extends LedgerError {
  override readonly name = 'NeedsHuman';
  readonly kind = 'failed';

  /** @param detail  the same without ids, positions and addresses: everybody may read it */
  constructor(
    message: string,
    override readonly detail: string,
  ) {
    super(message);
  }
}

export const advanced = (
  checkpoint: RelayCheckpoint,
  to: StoredEvent,
  lastIn: RelayCheckpoint['lastIn'] = checkpoint.lastIn,
): RelayCheckpoint => ({
  ...checkpoint,
  position: to.position,
  event: { id: to.id, stream: to.stream, revision: to.revision, cursor: to.cursor },
  lastIn,
});

/**
 * The same checkpoint with the cursor of this store. The event is looked up by its stream, so the relay continues at
 * the right event even when the ledger has moved to another store, where the old cursor is invalid.
 *
 * @throws NeedsHuman
 */
export const checkpointIn = async (
  store: Pick<EventStore, 'readStream'>,
  checkpoint: RelayCheckpoint,
  partitions: number,
): Promise<RelayCheckpoint> => {
  if (checkpoint.partitions !== partitions)
    throw new NeedsHuman(
      `The topic of events had ${checkpoint.partitions} partitions when the relay last wrote to it, and now has ${partitions}: ` +
        "a stream's later events would land in another partition than its earlier ones, and lose their order. " +
        'Publish under another prefix, from the start.',
      'the topic of events has another number of partitions than before',
    );
  if (!checkpoint.event) return checkpoint;
  const { id, stream, revision } = checkpoint.event;
  const [found] = await store.readStream(stream, revision);
  if (found?.id !== id || found.position !== checkpoint.position)
    throw new NeedsHuman(
      `The topics hold another ledger's events: their last one is ${id} at position ${checkpoint.position} ` +
        `(${stream}, revision ${revision}); this ledger has ${found ? `${found.id} at position ${found.position}` : 'none'} ` +
        'there. Publish this ledger under a prefix of its own, or give back the ledger that these topics are of.',
      "the topics are ahead of this ledger or hold another ledger's events, as after a restore from an older copy",
    );
  return advanced(checkpoint, found);
};

/**
 * The same checkpoint for this ledger, after checking by its event and its source that it belongs to this ledger.
 *
 * @throws NeedsHuman
 */
export const checkpointOf = async (
  { store, source }: { readonly store: Pick<EventStore, 'readStream'>; readonly source: string },
  checkpoint: RelayCheckpoint,
  partitions: number,
): Promise<RelayCheckpoint> => checkpointIn(store, placeFrom(source, checkpoint), partitions);

/** Readers identify an event by id and source together: under another source every event would be new to them. */
const placeFrom = (source: string, checkpoint: RelayCheckpoint): RelayCheckpoint => {
  if (checkpoint.source !== undefined && checkpoint.source !== source)
    throw new NeedsHuman(
      `The topics hold events of ${checkpoint.source}, and this ledger is published as ${source}: to their readers those would ` +
        `be events of another ledger. Publish it as ${checkpoint.source}, or under another prefix, from the start.`,
      'the topics hold events that were published under another address',
    );
  return { ...checkpoint, source };
};

/** The position of the ledger's last event; -1 when the ledger is empty. */
export const ledgerEnd = async (store: Pick<EventStore, 'last'>): Promise<number> =>
  (await store.last())?.position ?? -1;
