import type { StoredEvent } from '../event.js';

/** An event at a position of a log that only has positions to tell its events apart. */
export const happened = (position: number): StoredEvent => ({
  id: `event ${position}`,
  type: 'Happened',
  schemaVersion: 1,
  data: {},
  metadata: {},
  recordedAt: '2022-04-20T00:00:00.000Z',
  stream: 'thing-1',
  revision: position,
  position,
  cursor: `bookmark ${position}`,
});
