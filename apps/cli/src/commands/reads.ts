import type { Command } from 'commander';
import { ListReads } from '@jwg/application';
import { ask } from '../ask.js';
import { reading, wholeNumber, type Reading } from '../options.js';
import { print } from '../output.js';
import { readsViews } from '../render/reads.js';

interface Options extends Reading {
  readonly asOf?: string;
  readonly after?: number;
  readonly limit?: number;
}

export const reads = (program: Command): Command =>
  reading(program.command('reads [forum]'))
    .description('what auditors were given as a whole: exports, bundles and reports, with who, when and what for')
    .option('--as-of <moment>', 'what was on record at a position, when a session closed, or on a day; now without it')
    .option('--after <position>', 'go on after this position', wholeNumber('after'))
    .option('--limit <n>', 'how many on a page (50; at most 500)', wholeNumber('limit'))
    .action(async (forum: string | undefined, options: Options) => {
      const { asOf, after, limit } = options;
      print(options, await ask(options, ListReads, { forum, asOf, after, limit }), readsViews);
    });
