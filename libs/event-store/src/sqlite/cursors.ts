import { UnknownCursor, type Cursor, type StoredEvent } from '@jwg/event-sourcing';

/**
 * The position says where the event is. The beginning of its id says that it is that event: after an older copy of the
 * ledger was put back, another one may stand there.
 */
export const cursorOf = ({ position, id }: Pick<StoredEvent, 'position' | 'id'>): Cursor =>
  `${position}.${beginningOf(id)}`;

interface Bookmark {
  readonly position: number;
  /** Missing in a bookmark of an earlier version, which was the position alone. */
  readonly beginning?: string;
}

/** @throws UnknownCursor  it is not the form of a cursor */
export const bookmarkIn = (cursor: Cursor): Bookmark => {
  const [, position, beginning] = FORM.exec(cursor) ?? [];
  if (position === undefined) throw new UnknownCursor(cursor);
  return { position: Number(position), beginning };
};

/** @param id  of the event that is at the bookmark's position now; undefined if there is none */
export const isOf = ({ beginning }: Bookmark, id: string | undefined): boolean =>
  id !== undefined && (beginning === undefined || beginning === beginningOf(id));

const FORM = /^(0|[1-9]\d{0,14})(?:\.([0-9a-f]{8}))?$/;

const beginningOf = (id: string): string => id.slice(0, 8).toLowerCase();
