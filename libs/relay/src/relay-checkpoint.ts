import { LedgerError, type Cursor, type EventStore, type StoredEvent } from '@jwg/event-sourcing';

/** Where the relay stands. Kept in Kafka, in the same transaction as what it published. */
export interface RelayCheckpoint {
  /** Of the last event handled, published or not; -1 before the first. */
  readonly position: number;
  readonly event?: Pick<StoredEvent, 'id' | 'stream' | 'revision'> & { readonly cursor: Cursor };
  /**
   * The ledger's end when the relay first began: events up to here are `backfill`. Missing in a place that an earlier
   * version of the relay wrote while it was counting the ledger.
   */
  readonly backfillTo?: number;
  /** The position of the last event in each partition, by its number. */
  readonly lastIn: Readonly<Record<string, number>>;
  readonly partitions: number;
  /** What every record named as its source. Missing in places of before it was kept. */
  readonly source?: string;
  /** Whether a status was ever published. */
  readonly hasStatuses?: true;
}

/** Nothing that time mends, and nothing to guess about: the topics and this ledger do not belong together. */
export class NeedsHuman extends LedgerError {
  override readonly name = 'NeedsHuman';
  readonly kind = 'failed';
}

export const advanced = (
  place: RelayCheckpoint,
  to: StoredEvent,
  lastIn: RelayCheckpoint['lastIn'] = place.lastIn,
): RelayCheckpoint => ({
  ...place,
  position: to.position,
  event: { id: to.id, stream: to.stream, revision: to.revision, cursor: to.cursor },
  lastIn,
});

/**
 * The same place with this store's own bookmark. The event is looked up by its stream, so a ledger that has moved to
 * another store, where the old bookmark means nothing, is read on from the right event.
 *
 * @throws NeedsHuman
 */
export const checkpointIn = async (
  store: Pick<EventStore, 'readStream'>,
  place: RelayCheckpoint,
  partitions: number,
): Promise<RelayCheckpoint> => {
  if (place.partitions !== partitions)
    throw new NeedsHuman(
      `The topic of events had ${place.partitions} partitions when the relay last wrote to it, and now has ${partitions}: ` +
        "a stream's later events would land in another partition than its earlier ones, and lose their order. " +
        'Publish under another prefix, from the start.',
    );
  if (!place.event) return place;
  const { id, stream, revision } = place.event;
  const [found] = await store.readStream(stream, revision);
  if (found?.id !== id || found.position !== place.position)
    throw new NeedsHuman(
      `The topics hold another ledger's events: their last one is ${id} at position ${place.position} ` +
        `(${stream}, revision ${revision}); this ledger has ${found ? `${found.id} at position ${found.position}` : 'none'} ` +
        'there. Publish this ledger under a prefix of its own, or give back the ledger that these topics are of.',
    );
  return advanced(place, found);
};

/**
 * The same place as this ledger has it, if it is this one's: by its event, and by its source.
 *
 * @throws NeedsHuman
 */
export const checkpointOf = async (
  { store, source }: { readonly store: Pick<EventStore, 'readStream'>; readonly source: string },
  place: RelayCheckpoint,
  partitions: number,
): Promise<RelayCheckpoint> => checkpointIn(store, placeFrom(source, place), partitions);

/** To readers, id and source together name an event: under another source all would be new ones. */
const placeFrom = (source: string, place: RelayCheckpoint): RelayCheckpoint => {
  if (place.source !== undefined && place.source !== source)
    throw new NeedsHuman(
      `The topics hold events of ${place.source}, and this ledger is published as ${source}: to their readers those would ` +
        `be events of another ledger. Publish it as ${place.source}, or under another prefix, from the start.`,
    );
  return { ...place, source };
};

/** The position of the ledger's last event; -1 when there is none. */
export const ledgerEnd = async (store: Pick<EventStore, 'last'>): Promise<number> =>
  (await store.last())?.position ?? -1;
