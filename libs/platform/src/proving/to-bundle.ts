import type { Viewer } from '@jwg/domain';

/** What is asked for of a bundle. */
export interface ToBundle {
  /** The id of a forum, a session or a commitment. */
  readonly about: string;
  /** Through whose eyes: what is hidden from them is left out. */
  readonly viewer: Viewer;
  readonly streams: readonly string[];
  /** Only what is before this position. It is at most the size of the checkpoint. */
  readonly upTo: number;
  /** How many of the last entries before it go in. */
  readonly entries: number;
}
