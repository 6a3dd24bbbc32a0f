import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isSameRead, reads, readsId, type ReadEvent } from '@jwg/domain';
import { endsHere, LedgerError } from '@jwg/event-sourcing';
import { Ledger, Platform, requestContext, type LedgerStoredEvent } from '@jwg/platform';

/** What was asked for as a whole, and how far it goes. */
export type Read = Omit<ReadEvent['data'], 'side' | 'institution'>;

/** Of the log, in one read. */
const PAGE = 100;

/** The entry of a read can be written by another process alone. */
export class ReadNotRecorded extends LedgerError {
  override readonly name = 'ReadNotRecorded';
  readonly kind = 'cannotWrite';
  override readonly wayOut = 'Ask it by --url, or leave --purpose out.';
  constructor() {
    super('The read cannot be recorded here: another process writes this ledger.');
  }
}

/**
 * Records what auditors are given as a whole. Whoever gives it out waits for the entry first: a read without an entry does
 * not happen, an entry without the read may.
 */
@Injectable()
export class ReadsOnRecord {
  constructor(
    private readonly platform: Platform,
    private readonly ledger: Ledger,
  ) {}

  /**
   * A reader whom nobody knows leaves none: it would tell nothing, and strangers could make the log grow. The operator, who
   * could read the file itself, leaves one only by giving a purpose.
   *
   * @throws ReadNotRecorded, Refused (TOO_MANY_READS), and what `Ledger.transact` throws
   */
  async enter(read: Read): Promise<void> {
    const by = requestContext();
    const { id, role, side, institution } = by.actor;
    if (role !== 'auditor' || by.unknown || (by.wholeLedger && read.purpose === undefined)) return;
    if (this.platform.readOnly) throw new ReadNotRecorded();
    const stream = readsId(read.forum, this.platform.clock().toISOString().slice(0, 10));
    const data = withoutUndefined({ ...read, side, institution });
    const entries = ((await this.ledger.history('reads', stream)) as readonly Entry[]).filter(
      ({ metadata }) => metadata.actor.id === id,
    );
    const asRead = { ...data, position: await this.positionOf(data, entries) };
    // What is on record leads to no command: the answer to each would be kept.
    if (entries.some((earlier) => isSameRead(earlier.data, asRead))) return;
    const command = { type: 'RecordRead', data: asRead } as const;
    // No side is the actor's: the entry is in no side's feed. Which one is the reader's, the entry says.
    const actor = { id, role };
    const source = { kind: 'system', reference: 'The ledger gave it out' } as const;
    // A question has no id under which it could come again.
    const context = { ...by, actor, commandId: randomUUID(), correlationId: by.correlationId ?? by.commandId };
    await this.ledger.transact(reads, stream, command, { visibility: 'sideInternal', source }, context);
  }

  /**
   * The same, but for a server's thread of long questions: it does not write, and leaves it to its server.
   *
   * @throws what `enter` throws
   */
  async enterIfHere(read: Read): Promise<void> {
    if (!this.platform.readOnly || requestContext().wholeLedger) await this.enter(read);
  }

  /** Entries add to the log themselves: where nothing but these came since the same read, it is at the same position. */
  private async positionOf(data: ReadEvent['data'], entries: readonly Entry[]): Promise<number> {
    const before = entries.findLast((it) => isSameRead({ ...it.data, position: data.position }, data));
    const wasLast = before !== undefined && before.data.position === before.position - 1;
    return wasLast && data.position >= before.position && (await this.onlyReadsAfter(before))
      ? before.data.position
      : data.position;
  }

  private async onlyReadsAfter({ cursor }: Entry): Promise<boolean> {
    for (let after = cursor; ;) {
      const page = await this.platform.store.readAll(after, PAGE);
      if (page.some(({ type }) => type !== 'LedgerRead')) return false;
      if (endsHere(page, PAGE)) return true;
      after = page.at(-1)!.cursor;
    }
  }
}

type Entry = LedgerStoredEvent<ReadEvent>;

const withoutUndefined = <T extends object>(it: T): T =>
  Object.fromEntries(Object.entries(it).filter(([, value]) => value !== undefined)) as T;
