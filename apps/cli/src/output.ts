import type { AsOf } from './options.js';

/** Prints an answer: as JSON with --json, otherwise as text for people with the moment for which it holds. */
export const print = <T>(options: Partial<AsOf>, answer: T, render: (answer: T, moment: string) => string): void => {
  const { position } = answer as { position?: number };
  const text = options.json ? JSON.stringify(answer, null, 2) : render(answer, momentOf(options, position));
  process.stdout.write(`${text}\n`);
};

/** `as of 2023-01-01, by what had happened (the ledger up to position 91)` */
const momentOf = ({ asOf, basis, signedOnly }: Partial<AsOf>, position?: number): string => {
  const ledger = `position ${position}`;
  const signed = signedOnly ? ', counting only signed records' : '';
  if (basis === 'occurred')
    return `as of ${asOf ?? 'now'}, by what ${asOf ? 'had' : 'has'} happened (the ledger up to ${ledger})${signed}`;
  if (asOf === undefined || /^\d+$/.test(asOf)) return `as of ${ledger}${signed}`;
  return `as of ${asOf}, by what the ledger knew (${position === -1 ? 'nothing yet' : ledger})${signed}`;
};
