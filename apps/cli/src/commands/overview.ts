import type { Command } from 'commander';
import { GetOverview } from '@jwg/application';
import { ask } from '../ask.js';
import { asOf, moment, type AsOf } from '../options.js';
import { print } from '../output.js';
import { overviewViews } from '../render/overview.js';

export const overview = (program: Command): Command =>
  asOf(program.command('overview'))
    .description('all forums at a glance: their sessions, how many commitments stand how, and what was recorded last')
    .action(async (options: AsOf) => print(options, await ask(options, GetOverview, moment(options)), overviewViews));
