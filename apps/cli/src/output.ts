import { csvText, type Cell } from '@jwg/audit';
import { jsonText, printable } from '@jwg/audit';
import { sheetOf, type Sheet } from './render/sheet.js';
import type { AsOf } from './options.js';

/** How an answer is shown: as text for people, and as rows for a spreadsheet. */
export interface Views<T> {
  readonly text: (answer: T, sheet: Sheet) => string;
  /** The names of the columns first. */
  readonly csv: (answer: T, sheet: Sheet) => readonly (readonly Cell[])[];
}

/** Prints an answer: as JSON with --json, as CSV with --csv, otherwise as text for people. */
export const print = <T>(options: Partial<AsOf>, answer: T, show: Views<T>['text'] | Views<T>): void => {
  if (options.json) return say(jsonText(answer, 2));
  if (typeof show === 'function') return say(show(answer, sheetFor(options, answer)));
  if (!options.csv) return say(show.text(answer, sheetFor(options, answer)));
  process.stdout.write(csvText(show.csv(answer, sheetFor(options, answer))));
  const { next } = answer as { next?: string | number };
  if (next !== undefined) process.stderr.write(`More: --after ${next}\n`);
};

/** Prints lines on standard output. */
export const say = (text: string): void => void process.stdout.write(`${printable(text)}\n`);

const sheetFor = (options: Partial<AsOf>, answer: unknown): Sheet =>
  sheetOf(options, momentOf(options, (answer as { position?: number }).position));

/** `as of 2023-01-01, by what had happened (the ledger up to position 91)` */
const momentOf = ({ asOf, basis, signedOnly }: Partial<AsOf>, position?: number): string => {
  const ledger = `position ${position}`;
  const signed = signedOnly ? ', counting only signed records' : '';
  if (basis === 'occurred')
    return `as of ${asOf ?? 'now'}, by what ${asOf ? 'had' : 'has'} happened (the ledger up to ${ledger})${signed}`;
  if (asOf === undefined || /^\d+$/.test(asOf)) return `as of ${ledger}${signed}`;
  return `as of ${asOf}, by what the ledger knew (${position === -1 ? 'nothing yet' : ledger})${signed}`;
};
