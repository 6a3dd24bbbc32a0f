import { join } from 'node:path';
import { GCProfiler, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import BetterSqlite from 'better-sqlite3';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const used = ({ usedHeapSize, externalMemory }: { usedHeapSize: number; externalMemory: number }) =>
  usedHeapSize + externalMemory;

/** The most bytes that were still in use after any collection of garbage while the work went on, above those before. */
export const memoryOf = async (work: () => Promise<unknown>): Promise<number> => {
  collect();
  const profiler = new GCProfiler();
  profiler.start();
  collect(); // the first measure
  await work();
  collect();
  const [first, ...later] = profiler.stop().statistics.map(({ afterGC }) => used(afterGC.heapStatistics));
  return Math.max(...later) - first!;
};

/**
 * The bytes of the ledger and its rows; what waits in a log to be put into its file counts once, like the rest. A second
 * SQLite library in one process (Node has its own) would take away the locks and the shared memory of the first.
 */
export const diskOf = (folder: string): number =>
  ['ledger.db', 'read-models.db'].reduce((sum, name) => {
    const file = new BetterSqlite(join(folder, name), { readonly: true });
    const [pages, bytes] = ['page_count', 'page_size'].map((it) => file.pragma(it, { simple: true }) as number);
    file.close();
    return sum + pages! * bytes!;
  }, 0);
