import type { Command } from 'commander';
import { ListForums } from '@jwg/application';
import { ask } from '../ask.js';
import { asOf, moment, type AsOf } from '../options.js';
import { print } from '../output.js';
import { forumsViews } from '../render/forums.js';

export const forums = (program: Command): Command =>
  asOf(program.command('forums'))
    .description('the forums, their sides, and the institutions of each')
    .action(async (options: AsOf) => print(options, await ask(options, ListForums, moment(options)), forumsViews));
