import type { Platform } from '@jwg/platform';

/** Actors whose last write is remembered, at most. */
const MOST = 10_000;
/** Milliseconds that a reader waits at the most for what it wrote itself. */
const PATIENCE_MS = 500;

/**
 * What each actor wrote last through this server. Whoever asks for something next finds it, without having to know of
 * `atLeast`: a thread keeps the rows, and is mostly some milliseconds behind. Where several processes serve one ledger only
 * `atLeast` tells, because another one may answer.
 */
export class OwnWrites {
  private readonly last = new Map<string, string>();

  constructor(private readonly platform: Pick<Platform, 'caughtUpTo' | 'books'>) {}

  wrote(actor: string, cursor: string | undefined): void {
    if (cursor === undefined || this.platform.books.lease) return;
    this.last.delete(actor);
    this.last.set(actor, cursor);
    const [oldest] = this.last.keys();
    if (this.last.size > MOST) this.last.delete(oldest!);
  }

  /** Waits once after each write, and only a moment: an answer that is older is better than none. */
  async areThere(actor: string): Promise<void> {
    const cursor = this.last.get(actor);
    if (cursor === undefined) return;
    this.last.delete(actor);
    await this.platform.caughtUpTo(cursor, PATIENCE_MS).catch(() => {}); // the question says what is the matter
  }
}
