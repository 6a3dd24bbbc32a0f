import type { Command } from 'commander';
import { GetMoments } from '@jwg/application';
import { ask } from '../ask.js';
import { asOf, moment, type AsOf } from '../options.js';
import { print } from '../output.js';
import { momentsViews } from '../render/moments.js';

export const moments = (program: Command): Command =>
  asOf(program.command('moments <forum>'))
    .description('the moments that --as-of can take for a forum: its sessions, and the days on which something came')
    .action(async (forum: string, options: AsOf) =>
      print(options, await ask(options, GetMoments, { forum, ...moment(options) }), momentsViews),
    );
