import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { openStoredRows } from '@jwg/event-store';
import { AskedThread } from '../../asked-thread.js';
import { productFolder } from '../../product-folder.js';
import { PartOfLedger } from './part-of-ledger.js';
import type { Asked, Replied } from './part-thread.js';
import { Doubtful, type SeenPart, type Share } from './share.js';

/** Looks at one share of the streams: here or in a thread of its own. What is asked is answered in the same order. */
export interface Part {
  /** @throws Doubtful */
  between(from: number, upTo: number): Promise<SeenPart>;
  /**
   * Folds some of the streams that could not be folded on the way.
   *
   * @returns how many; none: all are done
   * @throws Doubtful
   */
  foldNext(): Promise<number>;
  close(): Promise<void>;
}

export const partHere = (share: Share): Part => {
  const rows = openStoredRows(share.folder);
  const part = new PartOfLedger(rows, share);
  return {
    between: async (from, upTo) => part.between(from, upTo),
    foldNext: async () => part.foldNext(),
    close: async () => rows.close(),
  };
};

/** A thread takes no more memory than this, so that a large machine's does not fill with what could be collected. */
const LIMITS = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 16 };

const THREAD = join(productFolder, 'dist/libs/platform/src/proving/quick/part-thread.js');
const newThread = (share: Share): Worker => new Worker(THREAD, { workerData: share, resourceLimits: LIMITS });

export const partInThread = (share: Share, worker: Worker = newThread(share)): Part => {
  const thread = new AskedThread<Asked, Replied>(worker);
  const ask = (asked: Asked) =>
    thread.ask(asked).catch((error: Error) => {
      throw new Doubtful(error.message, { cause: error });
    });
  const doubtOf = (replied: Replied) =>
    new Doubtful('doubt' in replied ? replied.doubt : 'Answered what was not asked');
  return {
    async between(from, upTo) {
      const replied = await ask({ from, upTo });
      if ('seen' in replied) return replied.seen;
      throw doubtOf(replied);
    },
    async foldNext() {
      const replied = await ask('fold');
      if ('folded' in replied) return replied.folded;
      throw doubtOf(replied);
    },
    close: () => thread.close(),
  };
};
