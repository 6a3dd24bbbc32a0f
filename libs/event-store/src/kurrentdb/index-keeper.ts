import { join } from 'node:path';
import { BLOCK_EVENTS, type IndexBlock } from './index-block.js';
import { INDEX_FILE, IndexFile } from './index-file.js';
import type { BlockNames, LedgerIndex } from './ledger-index.js';

/** Where the index is kept. */
export interface IndexPlace {
  /** The data folder of this process. */
  readonly folder: string;
  /** Takes what is kept there, and writes nothing. */
  readonly readOnly?: boolean;
}

/** What a reader of the log has seen between the events of a block that is not the ledger's events. */
export interface Beside {
  /** Streams under the prefix that somebody else wrote. */
  readonly foreign: ReadonlySet<string>;
  /** Streams whose settings changed, with what lets the server delete their events; null: nothing does any more. */
  readonly settings: ReadonlyMap<string, string | null>;
}

/** A block as it was kept, with all that was known at its last event. */
export interface KeptKnowledge extends BlockNames {
  readonly block: IndexBlock;
  readonly foreign: readonly string[];
  readonly settings: readonly (readonly [string, string | null])[];
  /** How many events are kept at most, this block's and all others'. */
  readonly events: number;
}

const DOUBTS = {
  OTHER_LEDGER: 'it is another ledger’s, or another version of this program made it',
  NOT_WHOLE: 'its end is not whole',
  NOT_IN_LOG: 'the log does not have the events that it names',
};

/**
 * Keeps the index in a file, each block as soon as it is full and the log was read up to its last event. It may fail at
 * everything: then the index is read from the log, as it is where nothing is kept.
 */
export class IndexKeeper {
  private file: IndexFile | undefined;
  private blocks = 0;
  private writing = Promise.resolve();

  constructor(
    private readonly place: IndexPlace | undefined,
    private readonly prefix: string,
  ) {}

  /** The position of the last event of the next block to keep. */
  get lastOfNext(): number {
    return (this.blocks + 1) * BLOCK_EVENTS - 1;
  }

  /** What is kept, block by block. */
  async *recall(): AsyncGenerator<KeptKnowledge> {
    try {
      if (!(await this.open())) return;
      const { file } = this;
      const events = (await file!.mostBlocks()) * BLOCK_EVENTS;
      for await (const { block, texts } of file!.read()) {
        yield { ...(JSON.parse(texts) as Omit<KeptKnowledge, 'block' | 'events'>), block, events };
        this.blocks += 1;
      }
      if (!(await file!.isAtEnd())) this.say('NOT_WHOLE');
    } catch (error) {
      this.giveUp(error);
    }
  }

  /** Keeps the next block of the index, whose last event is the last that was read. */
  keep(index: LedgerIndex, { foreign, settings }: Beside): void {
    const { block, ...names } = index.block(this.blocks);
    this.blocks += 1;
    if (!this.file || this.place?.readOnly) return;
    const texts = JSON.stringify({ ...names, foreign: [...foreign], settings: [...settings] });
    this.writing = this.writing.then(() => this.file?.write({ block, texts })).catch((error) => this.giveUp(error));
  }

  /** Forgets all that was kept. */
  async beginAnew(why: keyof typeof DOUBTS): Promise<void> {
    this.say(why);
    await this.close();
    this.blocks = 0;
    try {
      if (this.place && !this.place.readOnly) this.file = await IndexFile.begin(this.place.folder, this.prefix);
    } catch (error) {
      this.giveUp(error);
    }
  }

  async close(): Promise<void> {
    await this.writing;
    const { file } = this;
    this.file = undefined;
    await file?.close();
  }

  /** Whether there is something to recall. */
  private async open(): Promise<boolean> {
    if (!this.place || this.file) return false;
    const { folder, readOnly = false } = this.place;
    const found = await IndexFile.open(folder, this.prefix, { readOnly });
    if (found === 'other') await this.beginAnew('OTHER_LEDGER');
    else if (found !== 'none') this.file = found;
    else if (!readOnly) this.file = await IndexFile.begin(folder, this.prefix);
    return found instanceof IndexFile;
  }

  private giveUp(error: unknown): void {
    const { message, code } = error as NodeJS.ErrnoException;
    process.emitWarning(
      `The index of the ledger is not kept in ${this.place?.folder}, so the next start reads the whole log: ${message}`,
      { type: 'LedgerIndexNotKept', code },
    );
    void this.file?.close().catch(() => undefined);
    this.file = undefined;
  }

  private say(why: keyof typeof DOUBTS): void {
    const file = join(this.place?.folder ?? '', INDEX_FILE);
    process.emitWarning(`The index in ${file} is made anew from the log: ${DOUBTS[why]}`, {
      type: 'LedgerIndexRebuilt',
      code: why,
    });
  }
}
