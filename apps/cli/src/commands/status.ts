import type { Command } from 'commander';
import { GetCommitment, ListCommitments } from '@jwg/application';
import { ask } from '../ask.js';
import { choice, choices, namesIn } from '../choices.js';
import { asOf, moment, wholeNumber, type AsOf } from '../options.js';
import { print } from '../output.js';
import { commitmentViews } from '../render/commitment.js';
import { listViews } from '../render/summaries.js';
import { inWords } from '../words.js';

interface Filters extends AsOf {
  forum?: string;
  institution?: string;
  side?: string;
  kind?: string[];
  status?: string[];
  adoption?: string;
  flag?: string[];
  dueBefore?: string;
  after?: string;
  limit?: number;
}

const names = (field: string) => namesIn(ListCommitments, field);
/** One name, or several with commas between. */
const some = (field: string, which: string) =>
  choices(`--${field} <${field}>`, names(field), `${which}: ${names(field).map(inWords).join(', ')}`);

export const status = (program: Command): Command =>
  asOf(program.command('status [commitment]'))
    .description('one commitment and why it stands where it stands; or those that fulfil all filters')
    .option('--forum <id>')
    .option('--institution <id>', 'leads or supports it')
    .option('--side <side>', 'one of its institutions leads or supports it')
    .addOption(some('kind', 'one of these'))
    .addOption(some('status', 'one of these'))
    .addOption(choice('--adoption <adoption>', names('adoption')))
    .addOption(some('flag', 'all of these'))
    .option('--due-before <day>')
    .option('--after <commitment>', 'go on after the last one of the page before')
    .option('--limit <n>', 'how many on a page (50; at most 500)', wholeNumber('limit'))
    .action(async (commitmentId: string | undefined, options: Filters) => {
      if (commitmentId !== undefined)
        return print(options, await ask(options, GetCommitment, { commitmentId, ...moment(options) }), commitmentViews);
      const { forum, institution, side, kind, status, adoption, flag, dueBefore, after, limit } = options;
      const filters = { forum, institution, side, kind, status, adoption, flag, dueBefore, after, limit };
      print(options, await ask(options, ListCommitments, { ...filters, ...moment(options) }), listViews);
    });
