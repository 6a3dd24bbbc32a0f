import type { OwnHistory } from '@jwg/domain';
import type { StoredEvent } from '@jwg/event-sourcing';

/** A rule looked at a history that is not read yet. It never leaves this file. */
const notRead = new Error('The history is not read yet');

/**
 * Runs `work`, which may look at a stream's history, and reads that only when it does: then `work` runs again, so until
 * there it must do nothing that cannot be done twice.
 *
 * @param length  so many events belong to the history; later ones do not
 */
export const withHistory = async <T>(
  length: number,
  read: () => Promise<readonly StoredEvent[]>,
  work: (own: OwnHistory) => Promise<T>,
): Promise<T> => {
  const unread: OwnHistory = {
    get history(): never {
      throw notRead;
    },
  };
  try {
    return await work(length === 0 ? { history: [] } : unread);
  } catch (error) {
    if (error !== notRead) throw error;
    return work({ history: (await read()).slice(0, length) });
  }
};
