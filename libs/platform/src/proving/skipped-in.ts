import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { carryIntoEffect } from '@jwg/domain';
import type { SkippedEvent } from '@jwg/event-sourcing';
import { openBooks } from '@jwg/read-models';

/** The events that an operator had the policy skip, as the books of the folder have it. */
export const skippedIn = async (folder: string): Promise<readonly SkippedEvent[]> => {
  if (!existsSync(join(folder, 'followers.db'))) return [];
  const books = await openBooks({ folder, readOnly: true });
  return books.skips.list(carryIntoEffect.name).finally(() => books.close());
};
