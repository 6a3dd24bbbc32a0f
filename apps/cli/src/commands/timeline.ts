import type { Command } from 'commander';
import { GetTimeline } from '@jwg/application';
import { withApp } from '../app.js';
import { ask } from '../ask.js';
import { asOf, moment, wholeNumber, type AsOf } from '../options.js';
import { print } from '../output.js';
import { renderTimeline } from '../render/timeline.js';

export const timeline = (program: Command): Command =>
  asOf(program.command('timeline <subject>'))
    .description('every event about a commitment, a session or a forum, with its source')
    .option('--after <position>', 'go on after this position', wholeNumber('after'))
    .option('--limit <n>', 'how many on a page (50; at most 500)', wholeNumber('limit'))
    .action((subject: string, options: AsOf & { after?: number; limit?: number }) =>
      withApp(options.data, 'read', async ({ queries }) => {
        const { after, limit } = options;
        const query = { subject, after, limit, ...moment(options) };
        print(options, await ask(queries, GetTimeline, query), renderTimeline);
      }),
    );
