import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** How the notary writes. When a call resolves, what it wrote survives a power cut. */
export interface ProofFiles {
  writeAt(file: string, bytes: Uint8Array, offset: number): Promise<void>;
  /** The whole text or, if it is cut off, the former one. */
  replace(file: string, text: string): Promise<void>;
}

export const proofFilesIn = (folder: string): ProofFiles => {
  const syncFolder = async (): Promise<void> => {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  };
  /** Opens without cutting off what is there, and creates what is not. */
  const write = async (file: string, flags: string, bytes: Uint8Array, offset: number): Promise<void> => {
    const handle = await open(join(folder, file), flags, 0o600);
    try {
      await handle.write(bytes, 0, bytes.length, offset);
      await handle.sync();
    } finally {
      await handle.close();
    }
  };
  return {
    async writeAt(file, bytes, offset) {
      try {
        await write(file, 'r+', bytes, offset);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
        await write(file, 'w+', bytes, offset);
        await syncFolder();
      }
    },
    async replace(file, text) {
      const unfinished = `${file}.${process.pid}.tmp`;
      await write(unfinished, 'w', Buffer.from(text), 0);
      await rename(join(folder, unfinished), join(folder, file));
      await syncFolder();
    },
  };
};
