import type { Command } from 'commander';
import { ListWords } from '@jwg/application';
import { ask } from '../ask.js';
import { asOf, moment, type AsOf } from '../options.js';
import { print } from '../output.js';
import { wordsViews } from '../render/words.js';

interface Options extends AsOf {
  forum?: string;
}

export const words = (program: Command): Command =>
  asOf(program.command('words [word]'))
    .description('the verbs of minutes and what each does; of one verb what it means, or the nearest three')
    .option('--forum <id>', 'with the verbs that this forum added')
    .action(async (word: string | undefined, options: Options) => {
      const { forum } = options;
      print(options, await ask(options, ListWords, { forum, word, ...moment(options) }), wordsViews);
    });
