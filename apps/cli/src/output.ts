import type { AsOf } from './options.js';

/** Prints an answer: as JSON where it was asked for, else as people read it, with the question where it was not about now. */
export const print = <T>(options: Partial<AsOf>, answer: T, render: (answer: T) => string): void => {
  const text = options.json ? JSON.stringify(answer, null, 2) : [...question(options), render(answer)].join('\n');
  process.stdout.write(`${text}\n`);
};

const question = ({ asOf, basis, signedOnly }: Partial<AsOf>): string[] => {
  const known = basis === 'occurred' ? 'by what had happened' : 'by what the ledger knew';
  const parts = [
    ...(asOf !== undefined
      ? [`As of ${asOf}, ${known}`]
      : basis === 'occurred'
        ? ['As of now, by what has happened']
        : []),
    ...(signedOnly ? ['counting only signed records'] : []),
  ];
  return parts.length > 0 ? [`${parts.join('; ')}.`] : [];
};
