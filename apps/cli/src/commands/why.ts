import type { Command } from 'commander';
import { WhyCommitment } from '@jwg/application';
import { ask } from '../ask.js';
import { choice, namesIn } from '../choices.js';
import { asOf, moment, type AsOf } from '../options.js';
import { print } from '../output.js';
import { whyViews } from '../render/why.js';

export const why = (program: Command): Command =>
  asOf(program.command('why <commitment>'))
    .description('why a commitment stands as it stands: from each value, flag and refusal back to what was said')
    .addOption(choice('--what <what>', namesIn(WhyCommitment, 'what'), 'only one of these'))
    .action(async (commitmentId: string, options: AsOf & { what?: string }) => {
      const query = { commitmentId, what: options.what, ...moment(options) };
      print(options, await ask(options, WhyCommitment, query), whyViews);
    });
