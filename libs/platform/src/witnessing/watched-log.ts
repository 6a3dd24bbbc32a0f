import { LedgerError } from '@jwg/event-sourcing';
import { HASH_BYTES, hashesIn, tilePath, tilesOnPaths, type TreeHashes } from '@jwg/ledger-proof';

/** The ledger was not reached, or it said no. */
export class LedgerSaidNo extends LedgerError {
  override readonly name = 'LedgerSaidNo';
  readonly kind = 'unavailable';
  override readonly wayOut =
    'Try again; without --once the witness does so by itself. If its key is not known there, have it set in JWG_WITNESSES.';
}

const WAIT_MS = 30_000;
const MOST_BYTES = 1_000_000;

/** A ledger as its witness sees it: public addresses, and no token. */
export class WatchedLog {
  constructor(private readonly url: string) {}

  /** The public keys of the ledger and of the witnesses that it knows. */
  async keys(): Promise<string[]> {
    return (await this.text('/checkpoint/keys')).trim().split('\n');
  }

  checkpoint(which: '' | '/to-cosign'): Promise<string> {
    return this.text(`/checkpoint${which}`);
  }

  /** The hashes by which a tree of that size is compared with the one that ends before a leaf. */
  async hashes(size: number, leaf: number): Promise<TreeHashes> {
    const tiles = tilesOnPaths(size, [leaf - 1, leaf]);
    const bytes: Buffer[] = [];
    for (const tile of tiles) {
      const its = await this.get(`/${tilePath(tile)}`);
      if (its.length !== tile.width * HASH_BYTES) throw new LedgerSaidNo(`A tile of ${this.url} is cut off.`);
      bytes.push(its);
    }
    return hashesIn(tiles, bytes);
  }

  /** @throws LedgerSaidNo  with the ledger's words */
  async hand(cosigned: string): Promise<void> {
    const headers = { 'content-type': 'text/plain; charset=utf-8' };
    await this.get('/checkpoint/cosignatures', { method: 'POST', headers, body: cosigned });
  }

  private async text(path: string): Promise<string> {
    return (await this.get(path)).toString();
  }

  private async get(path: string, init: RequestInit = {}): Promise<Buffer> {
    let answer: Response;
    let bytes: Buffer;
    try {
      answer = await fetch(this.url + path, { ...init, redirect: 'error', signal: AbortSignal.timeout(WAIT_MS) });
      bytes = await bodyOf(answer);
    } catch (error) {
      const { message, cause } = error as Error & { cause?: Error };
      throw new LedgerSaidNo(`${this.url} cannot be reached: ${cause?.message || message}`, { cause: error });
    }
    if (answer.ok) return bytes;
    throw new LedgerSaidNo(`${this.url}${path} answered ${answer.status}: ${detailIn(bytes)}`);
  }
}

/** Whoever answers there may send anything. */
const bodyOf = async (answer: Response): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    length += (part as Uint8Array).length;
    if (length > MOST_BYTES) throw new Error('it answers with more than a megabyte');
    parts.push(part as Uint8Array);
  }
  return Buffer.concat(parts);
};

const detailIn = (bytes: Buffer): string => {
  try {
    return String((JSON.parse(bytes.toString()) as { detail?: unknown }).detail);
  } catch {
    return 'no ledger answers there';
  }
};
