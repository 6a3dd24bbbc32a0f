import type { Command } from 'commander';
import { Search } from '@jwg/application';
import { ask } from '../ask.js';
import { asOf, moment, wholeNumber, type AsOf } from '../options.js';
import { print } from '../output.js';
import { foundViews } from '../render/found.js';

interface Options extends AsOf {
  forum?: string;
  after?: string;
  limit?: number;
}

export const find = (program: Command): Command =>
  asOf(program.command('find <words...>'))
    .description('what says all of these words or their beginnings: titles, texts, institutions, people, ids')
    .option('--forum <id>', 'only what is about this forum')
    .option('--after <place>', 'go on after the page before')
    .option('--limit <n>', 'how many on a page (50; at most 500)', wholeNumber('limit'))
    .action(async (words: string[], options: Options) => {
      const { forum, after, limit } = options;
      const query = { q: words.join(' '), forum, after, limit, ...moment(options) };
      print(options, await ask(options, Search, query), foundViews);
    });
