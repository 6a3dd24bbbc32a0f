/** A thread that looks at one share of a ledger's streams. */
import { parentPort, workerData } from 'node:worker_threads';
import { openStoredRows } from '@jwg/event-store';
import { PartOfLedger } from './part-of-ledger.js';
import type { SeenPart, Share } from './share.js';

/** Positions to look at, or to fold some of the streams that are left. */
export type Asked = { readonly from: number; readonly upTo: number } | 'fold';
export type Replied = { readonly seen: SeenPart } | { readonly folded: number } | { readonly doubt: string };

const share = workerData as Share;
const rows = openStoredRows(share.folder);
const part = new PartOfLedger(rows, share);

const reply = (asked: Asked): Replied => {
  try {
    if (asked === 'fold') return { folded: part.foldNext() };
    return { seen: part.between(asked.from, asked.upTo) };
  } catch (error) {
    return { doubt: String(error) };
  }
};

parentPort!.on('message', (asked: Asked) => {
  const replied = reply(asked);
  parentPort!.postMessage(replied, 'seen' in replied ? [replied.seen.leaves.buffer, replied.seen.places.buffer] : []);
});
