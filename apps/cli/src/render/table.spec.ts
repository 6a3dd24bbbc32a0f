import { describe, expect, it } from '@jest/globals';
import stringWidth from 'string-width';
import { table } from './table.js';

const columns = [{ title: 'Event', width: 26 }, { title: 'Words' }, { title: 'Due', width: 11 }];
const row = ['CommitmentRegistered\ncpec-jwg-gwadar.7', 'The Eastbay Expressway will be completed.', '2022-04-30'];
const drawn = (width: number, rows: readonly (readonly string[])[] = [row]) => table(columns, rows, width).split('\n');

describe('A table', () => {
  it('is no wider than what is in it', () => {
    expect(drawn(200)[0]).toBe(`${'Event'.padEnd(26)}  ${'Words'.padEnd(41)}  Due`);
  });

  it('breaks a name at a capital letter and an id at a joint, and never a date', () => {
    expect(drawn(42).slice(2)).toEqual([
      'Commitment  The Eastbay         2022-04-30',
      'Registered  Expressway will be',
      'cpec-jwg-   completed.',
      'gwadar.7',
    ]);
  });

  it.each(['双方同意修建一条道路并在二零二五年年底以前完工', 'دونوں فریق سڑک کی تعمیر پر متفق ہوئے'])(
    'keeps to its width in any script: %s',
    (words) => {
      for (const width of [50, 60, 80])
        for (const line of drawn(width, [[row[0]!, words, row[2]!]]))
          expect(stringWidth(line)).toBeLessThanOrEqual(width);
    },
  );

  it('keeps to its width where the column that gets the rest needs little', () => {
    const counts = [{ title: 'Id' }, ...['Sessions', 'Commitments', 'Flags'].map((title) => ({ title, width: 28 }))];
    const cells = ['f', ...Array.from({ length: 3 }, () => 'reported complete 1, not started 2')];
    for (const line of table(counts, [cells], 60).split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(60);
  });
});
