import { once } from 'node:events';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

/** Code and not a file, since a bundled program has no file for a thread beside it. */
const CODE = `
  const { workerData: { driver, file, statements, waitMs } } = require('node:worker_threads');
  const db = new (require(driver))(file, { fileMustExist: true, timeout: waitMs });
  db.pragma('synchronous = NORMAL');
  db.pragma('cache_size = -16384');
  for (const statement of statements) db.exec(statement);
  db.close();
`;

/** Longer than any transaction of a follower. */
const WAIT_MS = 60_000;

/** Executes statements, each in a transaction of its own, in a thread that has its own connection to the file. */
export const inThread = async (file: string, statements: readonly string[]): Promise<void> => {
  const driver = createRequire(import.meta.url).resolve('better-sqlite3');
  const thread = new Worker(CODE, { eval: true, workerData: { driver, file, statements, waitMs: WAIT_MS } });
  await once(thread, 'exit'); // rejects with the thread's error
};
