import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AskedThread } from '../asked-thread.js';
import { productFolder } from '../product-folder.js';
import { TOLD_AT_ONCE } from './telling.js';
import type { Lines } from './telling-thread.js';
import type { PageToTell, ToTell } from './told-pages.js';

/** Fewer events are told sooner than a thread is begun. */
export const WORTH_A_THREAD = 20_000;
/** Pages that wait at the thread, so that it is never idle and no lines pile up. */
const AHEAD = 2;

/** It takes no more memory than this, so that a large machine's does not fill with what could be collected. */
const LIMITS = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 16 };

const THREAD = join(productFolder, 'dist/libs/platform/src/telling/telling-thread.js');
const newThread = (toTell: ToTell): Worker => new Worker(THREAD, { workerData: toTell, resourceLimits: LIMITS });

interface ToldPage extends PageToTell {
  readonly lines: Lines;
}

/**
 * The history of a forum in a folder, from one position up to another, as lines of JSON. A thread tells it page by page,
 * and whoever takes the pages only has to write them. (Two threads in turn took longer: each adds its own collection of
 * memory, and has to go past what the other tells.)
 *
 * @throws Error  the thread failed; everything before the page that is missing was told
 */
export async function* tellInThread(
  toTell: ToTell,
  { from, upTo }: PageToTell,
  thread: Worker = newThread(toTell),
): AsyncGenerator<ToldPage> {
  const telling = new AskedThread<PageToTell, Lines>(thread);
  const asked: (PageToTell & { lines: Promise<Lines> })[] = [];
  try {
    for (let next = from; next < upTo || asked.length > 0;) {
      for (; next < upTo && asked.length < AHEAD; next += TOLD_AT_ONCE) {
        const page = { from: next, upTo: Math.min(next + TOLD_AT_ONCE, upTo) };
        const lines = telling.ask(page);
        lines.catch(() => {}); // it is awaited in its turn
        asked.push({ ...page, lines });
      }
      const { lines, ...page } = asked.shift()!;
      yield { ...page, lines: await lines };
    }
  } finally {
    await telling.close();
  }
}
