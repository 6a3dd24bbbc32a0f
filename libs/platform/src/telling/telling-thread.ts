/** A thread that tells a forum's history. */
import { parentPort, workerData } from 'node:worker_threads';
import { openFolderLog } from './folder-log.js';
import { ToldPages, type PageToTell, type ToTell } from './told-pages.js';

/** Lines of JSON in UTF-8, one for each step. */
export type Lines = Uint8Array<ArrayBuffer>;

const toTell = workerData as ToTell;
const pages = new ToldPages(await openFolderLog(toTell.folder), toTell);
const encoder = new TextEncoder();

let last: Promise<void> = Promise.resolve();
parentPort!.on('message', (page: PageToTell) => {
  last = last.then(async () => {
    const lines: Lines = encoder.encode(await pages.lines(page));
    parentPort!.postMessage(lines, [lines.buffer]);
  });
});
