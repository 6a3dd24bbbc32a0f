import type { Command } from 'commander';
import { GetClaims, GetCommitment, ListCommitments } from '@jwg/application';
import { ask } from '../ask.js';
import { choice } from '../choices.js';
import { filtering, filtersOf, names, type Filters } from '../filters.js';
import { asOf, moment, wholeNumber, type AsOf } from '../options.js';
import { print } from '../output.js';
import { commitmentViews } from '../render/commitment.js';
import { listViews } from '../render/summaries.js';

interface Options extends AsOf, Filters {
  forum?: string;
  adoption?: string;
  after?: string;
  limit?: number;
}

export const status = (program: Command): Command =>
  filtering(asOf(program.command('status [commitment]')))
    .description('one commitment and why it stands where it stands; or those that fulfil all filters')
    .option('--forum <id>')
    .addOption(choice('--adoption <adoption>', names('adoption')))
    .option('--after <commitment>', 'go on after the last one of the page before')
    .option('--limit <n>', 'how many on a page (50; at most 500)', wholeNumber('limit'))
    .action(async (commitmentId: string | undefined, options: Options) => {
      if (commitmentId !== undefined) {
        const asked = { commitmentId, ...moment(options) };
        const record = await ask(options, GetCommitment, asked);
        const { facts: claims } = await ask(options, GetClaims, asked);
        return print(options, { ...record, claims }, commitmentViews);
      }
      const { forum, adoption, after, limit } = options;
      const query = { ...filtersOf(options), forum, adoption, after, limit, ...moment(options) };
      print(options, await ask(options, ListCommitments, query), listViews);
    });
