import type { Command } from 'commander';
import { GetTimeline } from '@jwg/application';
import { ask } from '../ask.js';
import { asOf, moment, wholeNumber, type AsOf } from '../options.js';
import { print } from '../output.js';
import { timelineViews } from '../render/timeline.js';

export const timeline = (program: Command): Command =>
  asOf(program.command('timeline <subject>'))
    .description('every event about a commitment, a session or a forum, with its source')
    .option('--after <position>', 'go on after this position', wholeNumber('after'))
    .option('--limit <n>', 'how many on a page (50; at most 500)', wholeNumber('limit'))
    .action(async (subject: string, options: AsOf & { after?: number; limit?: number }) => {
      const { after, limit } = options;
      print(options, await ask(options, GetTimeline, { subject, after, limit, ...moment(options) }), timelineViews);
    });
