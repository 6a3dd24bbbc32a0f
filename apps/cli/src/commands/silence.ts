import type { Command } from 'commander';
import { GetSilence } from '@jwg/application';
import { ask } from '../ask.js';
import { asOf, moment, wholeNumber, type AsOf } from '../options.js';
import { print } from '../output.js';
import { silenceViews } from '../render/board.js';

interface Options extends AsOf {
  sessions?: number;
  months?: number;
  includeUnsigned?: boolean;
}

export const silence = (program: Command): Command =>
  asOf(program.command('silence [forum]'))
    .description('adopted commitments that are not finished and not mentioned any more, longest silence first')
    .option('--sessions <k>', 'for so many sessions of its forum (1)', wholeNumber('sessions'))
    .option('--months <m>', 'or for so many months', wholeNumber('months'))
    .option('--include-unsigned', 'also what the sides have not signed yet')
    .action(async (forum: string | undefined, options: Options) => {
      const { sessions, months, includeUnsigned } = options;
      const query = { forum, sessions, months, includeUnsigned, ...moment(options) };
      print(options, await ask(options, GetSilence, query), silenceViews);
    });
