import type Database from 'better-sqlite3';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { LedgerPutBack, StoreUnavailable, type LastEvent, type StoreHealth } from '@jwg/event-sourcing';
import { LedgerReader } from './ledger-reader.js';
import { inMemory, openForReading } from './open-for-reading.js';

/** How long a reader goes by the last look. */
const MOMENT_MS = 20;

type Known = Pick<LastEvent, 'position' | 'cursor'>;

/**
 * Knows whether the files that were opened are still at their places. Without this SQLite would go on with files that
 * were deleted, and what is written to them is lost when the process ends.
 */
export class StillThere {
  private readonly opened: ReadonlyMap<string, string>;
  private lookedAt = -Infinity;
  private missing: { readonly what: string; readonly since: Date; readonly refusal: Error } | undefined;

  /** @param known  the last event that this process knows */
  constructor(
    private readonly file: string,
    private readonly known: () => Known | undefined,
  ) {
    this.opened = new Map([file, `${file}-wal`].filter((it) => existsSync(it)).map((it) => [it, identityOf(it)]));
  }

  /**
   * @throws StoreUnavailable  a file is gone, or the same ledger's newer file is in its place
   * @throws LedgerPutBack     a ledger is in its place that does not know the last event
   */
  require(): void {
    const elsewhere = this.elsewhere();
    if (elsewhere === undefined) {
      this.missing = undefined;
      this.lookedAt = performance.now();
      return;
    }
    this.lookedAt = -Infinity;
    const what = `${elsewhere} ${existsSync(elsewhere) ? 'was replaced' : 'is gone'} while the ledger was open`;
    if (this.missing?.what !== what) this.missing = { what, since: new Date(), refusal: this.refusalFor(what) };
    throw this.missing.refusal;
  }

  /** The same for a reader, to whom it may be true of a moment ago: a command reads several streams, and each look costs time. */
  requireLately(): void {
    if (performance.now() - this.lookedAt > MOMENT_MS) this.require();
  }

  get health(): StoreHealth {
    try {
      this.require();
    } catch {
      const { since = new Date() } = this.missing ?? {};
      const reason = 'its file is gone, or another one is in its place';
      return { ...HEALTHY, unreadable: { since, reason, forGood: true } };
    }
    return HEALTHY;
  }

  /** The file that is no longer at its place. */
  private elsewhere(): string | undefined {
    for (const [file, identity] of this.opened) if (identityOf(file) !== identity) return file;
    return undefined;
  }

  private refusalFor(what: string): Error {
    const known = this.known();
    const isWalOurs = this.opened.get(`${this.file}-wal`) === identityOf(`${this.file}-wal`);
    const now = known && lookAt(isWalOurs ? openAlone : openForReading, this.file, known);
    if (now && !now.knows) return new LedgerPutBack('This process knew', known.position, now.events);
    return new StoreUnavailable(`${what}. Put it back, or restart the server.`);
  }
}

const HEALTHY: StoreHealth = { server: 'SQLite', renewals: 0 };

const identityOf = (file: string): string => {
  const now = statSync(file, { throwIfNoEntry: false });
  return now ? `${now.dev}/${now.ino}` : 'gone';
};

/** The largest file that is read into memory. */
const MOST_BYTES = 256 * 1024 * 1024;

/** Opens a copy in memory, without the write-ahead log beside it: that one belongs to the file that was here before. */
const openAlone = (file: string): Database.Database => {
  if (statSync(file).size > MOST_BYTES) throw new RangeError(`${file} is too large`);
  return inMemory(readFileSync(file));
};

interface Found {
  readonly knows: boolean;
  readonly events: number;
}

/** What the file that is there now has; undefined if there is none that can be read. */
const lookAt = (open: (file: string) => Database.Database, file: string, { cursor }: Known): Found | undefined => {
  try {
    const db = open(file);
    try {
      const reader = new LedgerReader(db);
      return { knows: reader.knows(cursor), events: (reader.last()?.position ?? -1) + 1 };
    } finally {
      db.close();
    }
  } catch {
    return undefined;
  }
};
