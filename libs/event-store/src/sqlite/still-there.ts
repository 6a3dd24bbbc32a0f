import { statSync } from 'node:fs';
import { StoreUnavailable } from '@jwg/event-sourcing';

/**
 * Throws StoreUnavailable when another file, or none, is at the place of the one that was opened. Without this SQLite
 * would go on with the file that was deleted, and what is written to it is lost when the process ends.
 */
export const stillThere = (file: string): (() => void) => {
  const { dev, ino } = statSync(file);
  return () => {
    const now = statSync(file, { throwIfNoEntry: false });
    if (now?.dev === dev && now.ino === ino) return;
    const what = now ? 'was replaced' : 'is gone';
    throw new StoreUnavailable(`${file} ${what} while the ledger was open. Put it back, or restart the server.`);
  };
};
