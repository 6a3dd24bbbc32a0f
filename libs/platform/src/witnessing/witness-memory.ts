import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { noteVerifier, parseNote, signedBy } from '@jwg/ledger-proof';
import { proofFilesIn } from '../proving/proof-files.js';
import { WitnessFileUnusable } from './witness-key.js';

/** What a witness knows of a ledger. */
export interface Remembered {
  /** The ledger's public key. It is trusted for good. */
  readonly ledger: string;
  /** The last checkpoint that it has co-signed, with its co-signature; missing before the first. */
  readonly seen?: string;
}

/** Files of evidence beside one key, at most. */
const MOST_EVIDENCE = 100;

/** The file beside the key: `pk.json` has `pk.seen.json`. When a write resolves, it survives a power cut. */
export class WitnessMemory {
  private readonly folder: string;
  private readonly name: string;
  readonly file: string;

  constructor(keyFile: string) {
    this.folder = dirname(keyFile);
    this.name = basename(keyFile).replace(/\.json$/, '');
    this.file = join(this.folder, `${this.name}.seen.json`);
  }

  /** @throws WitnessFileUnusable  it is damaged: a witness that has forgotten what it saw could be shown anything */
  recall(): Remembered | undefined {
    if (!existsSync(this.file)) return undefined;
    try {
      const remembered = JSON.parse(readFileSync(this.file, 'utf8')) as Remembered;
      const verifier = noteVerifier(remembered.ledger);
      if (remembered.seen !== undefined && signedBy(parseNote(remembered.seen), [verifier]).length === 0)
        throw new TypeError('the ledger has not signed what it holds');
      return remembered;
    } catch (error) {
      throw new WitnessFileUnusable(this.file, error as Error);
    }
  }

  async remember(what: Remembered): Promise<void> {
    await proofFilesIn(this.folder).replace(basename(this.file), `${JSON.stringify(what, null, 2)}\n`);
  }

  /**
   * Keeps evidence in a file of its own, which is never written over. Answers its name; nothing once there are so many
   * that a ledger which goes on could fill the disk with more of the same.
   */
  async keep(evidence: object, at: Date): Promise<string | undefined> {
    const kept = readdirSync(this.folder).filter((it) => it.startsWith(`${this.name}.evidence-`));
    if (kept.length >= MOST_EVIDENCE) return undefined;
    const name = `${this.name}.evidence-${at.toISOString().replaceAll(/[:.]/g, '-')}.json`;
    await proofFilesIn(this.folder).replace(name, `${JSON.stringify(evidence, null, 2)}\n`);
    return join(this.folder, name);
  }
}
