import type { ReadEvent } from './events.js';

/** An example: nobody's read. */
export const readSamples: { [E in ReadEvent as E['type']]: E['data'] } = {
  LedgerRead: {
    forum: 'cpec-jwg-st',
    what: 'report',
    subject: 'cpec-jwg-st.2',
    of: 'PK',
    position: 46,
    side: 'CN',
    purpose: 'An example of a purpose',
  },
};
