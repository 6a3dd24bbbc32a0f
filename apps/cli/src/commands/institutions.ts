import type { Command } from 'commander';
import { ListInstitutions } from '@jwg/application';
import { ask } from '../ask.js';
import { asOf, moment, wholeNumber, type AsOf } from '../options.js';
import { print } from '../output.js';
import { institutionsViews } from '../render/institutions.js';

interface Options extends AsOf {
  forum?: string;
  side?: string;
  after?: string;
  limit?: number;
}

export const institutions = (program: Command): Command =>
  asOf(program.command('institutions'))
    .description('the institutions of all forums, with their former names and successors')
    .option('--forum <id>', 'registered in this forum')
    .option('--side <side>')
    .option('--after <institution>', 'go on after the last one of the page before')
    .option('--limit <n>', 'how many on a page (50; at most 500)', wholeNumber('limit'))
    .action(async (options: Options) => {
      const { forum, side, after, limit } = options;
      const query = { forum, side, after, limit, ...moment(options) };
      print(options, await ask(options, ListInstitutions, query), institutionsViews);
    });
