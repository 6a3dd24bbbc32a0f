import type { Command } from 'commander';
import { GetMatrix } from '@jwg/application';
import { withApp } from '../app.js';
import { ask } from '../ask.js';
import { asOf, moment, type AsOf } from '../options.js';
import { print } from '../output.js';
import { renderMatrix } from '../render/matrix.js';

export const matrix = (program: Command): Command =>
  asOf(program.command('matrix <forum>'))
    .description('commitment by session: what each session did to each commitment, and the status when it closed')
    .action((forum: string, options: AsOf) =>
      withApp(options.data, 'read', async ({ queries }) =>
        print(options, await ask(queries, GetMatrix, { forum, ...moment(options) }), renderMatrix),
      ),
    );
