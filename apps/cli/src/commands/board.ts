import type { Command } from 'commander';
import { GetBoard } from '@jwg/application';
import { withApp } from '../app.js';
import { ask } from '../ask.js';
import { asOf, moment, type AsOf } from '../options.js';
import { print } from '../output.js';
import { renderBoard } from '../render/board.js';

export const board = (program: Command): Command =>
  asOf(program.command('board <institution>'))
    .description('what an institution owes in all forums, overdue first')
    .action((institution: string, options: AsOf) =>
      withApp(options.data, 'read', async ({ queries }) =>
        print(options, await ask(queries, GetBoard, { institution, ...moment(options) }), renderBoard),
      ),
    );
