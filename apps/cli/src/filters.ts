import type { Command } from 'commander';
import { ListCommitments } from '@jwg/application';
import { choices, namesIn } from './choices.js';
import { inWords } from './words.js';

/** What commitments have to be to count. */
export interface Filters {
  institution?: string;
  side?: string;
  kind?: string[];
  status?: string[];
  flag?: string[];
  dueBefore?: string;
  q?: string;
}

export const names = (field: string): readonly string[] => namesIn(ListCommitments, field);

/** One name, or several with commas between. */
const some = (field: string, which: string) =>
  choices(`--${field} <${field}>`, names(field), `${which}: ${names(field).map(inWords).join(', ')}`);

/** Adds the options that choose among commitments. */
export const filtering = (command: Command): Command =>
  command
    .option('--institution <id>', 'leads or supports it')
    .option('--side <side>', 'one of its institutions leads or supports it')
    .addOption(some('kind', 'one of these'))
    .addOption(some('status', 'one of these'))
    .addOption(some('flag', 'all of these'))
    .option('--due-before <day>')
    .option('--q <words>', 'its id or its title, in any language, has each of these words or parts of words');

export const filtersOf = ({ institution, side, kind, status, flag, dueBefore, q }: Filters): Filters => ({
  ...{ institution, side, kind, status, flag, dueBefore, q },
});
