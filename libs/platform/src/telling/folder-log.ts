import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { upcasters } from '@jwg/domain';
import { upcasting } from '@jwg/event-sourcing';
import { openStoredRows, toStored } from '@jwg/event-store';
import { openPersonKeys, type PassedEvent } from '@jwg/read-models';
import { Persons } from '../persons/persons.js';
import type { LedgerStoredEvent } from '../writing/stored-event.js';

/** The events of a data folder by their positions, for a thread beside the one that opened the ledger. */
export interface FolderLog {
  /** Those from one position up to another whose streams are wanted, as whoever may read names reads them. */
  between(from: number, upTo: number, isWanted: (stream: string) => boolean): Promise<LedgerStoredEvent[]>;
  /** What is known of the same at a small cost. Their data are read only where somebody looks at them. */
  past(from: number, upTo: number): (PassedEvent & { readonly position: number })[];
  close(): Promise<void>;
}

const { decode } = upcasting(upcasters);

/** Whether threads can share the file: where the folder may not be written, SQLite has it in memory, once for each. */
export const isShared = (folder: string): boolean => existsSync(join(folder, 'ledger.db-wal'));

/** Opens a ledger that a `Platform` has opened before. Writes nothing. */
export const openFolderLog = async (folder: string): Promise<FolderLog> => {
  const rows = openStoredRows(folder);
  const keys = await openPersonKeys({ folder, readOnly: true });
  const persons = new Persons(keys);
  return {
    between: async (from, upTo, isWanted) => {
      const wanted = rows.named(from, upTo).filter(([, stream]) => isWanted(stream));
      return (await persons.decode(wanted.map((row) => decode(toStored(row))))) as LedgerStoredEvent[];
    },
    past: (from, upTo) =>
      rows.passed(from, upTo).map(([position, stream, type]) => ({
        position,
        stream,
        type,
        get data() {
          return decode(toStored(rows.named(position, position + 1)[0]!)).data;
        },
      })),
    close: async () => {
      rows.close();
      await keys.close();
    },
  };
};
