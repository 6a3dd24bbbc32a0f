import type { RowsAt } from '../rows/rows-at.js';
import { forums, type ForumRow } from './projection.js';

export interface ForumList {
  readonly position: number;
  /** By id. */
  readonly forums: readonly ForumRow[];
}

export const forumList = async ({ reader, position }: RowsAt): Promise<ForumList> => ({
  position,
  forums: await reader.find(forums),
});
