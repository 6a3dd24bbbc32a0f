import type { Command } from 'commander';
import { GetBoard } from '@jwg/application';
import { ask } from '../ask.js';
import { asOf, moment, type AsOf } from '../options.js';
import { print } from '../output.js';
import { boardViews } from '../render/board.js';

export const board = (program: Command): Command =>
  asOf(program.command('board <institution>'))
    .description('what an institution owes in all forums, overdue first')
    .action(async (institution: string, options: AsOf) =>
      print(options, await ask(options, GetBoard, { institution, ...moment(options) }), boardViews),
    );
