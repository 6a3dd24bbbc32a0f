import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { GCProfiler, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

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

/** The bytes of the ledger and its rows; what waits in a log to be put into its file counts once, like the rest. */
export const diskOf = (folder: string): number =>
  ['ledger.db', 'read-models.db'].reduce((sum, name) => {
    const file = new DatabaseSync(join(folder, name), { readOnly: true });
    const [pages, bytes] = ['page_count', 'page_size'].map((it) => file.prepare(`pragma ${it}`).get()![it] as number);
    file.close();
    return sum + pages! * bytes!;
  }, 0);
