import {
  appendInRuns,
  eventsAfter,
  LedgerError,
  type EventStore,
  type StoredEvent,
  type Write,
} from '@jwg/event-sourcing';
import { digestOfLedger, entryOf, type LedgerDigest } from './ledger-digest.js';

/** What both sides hold after the move, and how much of it the target had before. */
export interface Moved extends LedgerDigest {
  readonly alreadyThere: number;
}

/** The current step of the move, and how many events it has processed. */
export type MoveProgress = (doing: 'comparing' | 'copying' | 'verifying', events: number) => void;

/** At one place the target holds something that the source does not have there. */
export class NotTheSameLedger extends LedgerError {
  override readonly name = 'NotTheSameLedger';
  readonly kind = 'taken';
  constructor(readonly position: number) {
    super(
      `The target holds another ledger: its event at position ${position} is not the source’s. Nothing was written to it from there on. Name an empty target.`,
    );
  }
}

/** Both ledgers were read again after the copy, and they differ. */
export class MoveFailed extends LedgerError {
  override readonly name = 'MoveFailed';
  readonly kind = 'failed';
  constructor(from: LedgerDigest, to: LedgerDigest) {
    super(
      `After copying, the source has ${from.events} events (${from.digest}) and the target ${to.events} (${to.digest}). Make sure that nobody writes to either, and run it again.`,
    );
  }
}

/**
 * Copies a ledger event by event into another store, with the same ids, order, times, revisions and positions. Events
 * that the target already has are compared first and not written again, so an interrupted move continues when it is run
 * again. A target that takes no several streams at once gets them run by run. In the end both ledgers are read completely, and their digests are compared.
 *
 * Nobody may write to either side meanwhile.
 *
 * @throws NotTheSameLedger, MoveFailed, and what `EventStore` throws
 */
export const moveLedger = async (
  from: Pick<EventStore, 'readAll'>,
  to: Pick<EventStore, 'readAll' | 'append' | 'takesWhole'>,
  progress: MoveProgress = () => {},
): Promise<Moved> => {
  const there = await sharedBeginning(from, to, (events) => progress('comparing', events));
  let copied = there.events;
  for await (const batch of batches(eventsAfter(from, there.cursor))) {
    const written = await appendInRuns(to, writesOf(batch));
    const astray = written.findIndex((event, index) => entryOf(event) !== entryOf(batch[index]!));
    if (astray >= 0) throw new NotTheSameLedger(written[astray]!.position);
    progress('copying', (copied += batch.length));
  }
  const [source, target] = [
    await digestOfLedger(from, (events) => progress('verifying', events)),
    await digestOfLedger(to, (events) => progress('verifying', events)),
  ];
  if (source.digest !== target.digest) throw new MoveFailed(source, target);
  return { ...target, alreadyThere: there.events };
};

/**
 * The number of events in the target, if the source begins with exactly these, and the source's cursor of the last one.
 */
const sharedBeginning = async (
  from: Pick<EventStore, 'readAll'>,
  to: Pick<EventStore, 'readAll'>,
  progress: (events: number) => void,
): Promise<{ events: number; cursor?: string }> => {
  const source = eventsAfter(from);
  let events = 0;
  let cursor: string | undefined;
  for await (const theirs of eventsAfter(to)) {
    const { value: ours } = (await source.next()) as { value?: StoredEvent };
    if (!ours || entryOf(ours) !== entryOf(theirs)) throw new NotTheSameLedger(theirs.position);
    cursor = ours.cursor;
    progress((events += 1));
  }
  return { events, cursor };
};

const MOST_EVENTS = 500;
/** Limits a batch by the characters of its entries: less than servers accept in one append, with room to spare. */
const MOST_TEXT = 400_000;

async function* batches(events: AsyncIterable<StoredEvent>): AsyncGenerator<StoredEvent[]> {
  let batch: StoredEvent[] = [];
  let text = 0;
  for await (const event of events) {
    const { length } = entryOf(event);
    if (batch.length > 0 && (batch.length === MOST_EVENTS || text + length > MOST_TEXT)) {
      yield batch;
      [batch, text] = [[], 0];
    }
    batch.push(event);
    text += length;
  }
  if (batch.length > 0) yield batch;
}

const writesOf = (batch: readonly StoredEvent[]): Write[] => {
  const writes: (Write & { events: StoredEvent[] })[] = [];
  for (const event of batch) {
    const { stream, revision } = event;
    const last = writes.at(-1);
    if (last?.stream === stream) last.events.push(event);
    else writes.push({ stream, expected: revision === 0 ? 'noStream' : revision - 1, events: [event] });
  }
  return writes;
};
