import type { Command } from 'commander';
import { GetCommitment, ListCommitments } from '@jwg/application';
import { withApp } from '../app.js';
import { ask } from '../ask.js';
import { asOf, moment, wholeNumber, type AsOf } from '../options.js';
import { print } from '../output.js';
import { renderCommitment, renderList } from '../render/commitment.js';

interface Filters extends AsOf {
  forum?: string;
  institution?: string;
  side?: string;
  kind?: string;
  status?: string;
  adoption?: string;
  flag?: string;
  dueBefore?: string;
  after?: string;
  limit?: number;
}

export const status = (program: Command): Command =>
  asOf(program.command('status [commitment]'))
    .description('one commitment and why it stands where it stands; or those that fulfil all filters')
    .option('--forum <id>')
    .option('--institution <id>', 'leads or supports it')
    .option('--side <side>', 'one of its institutions leads or supports it')
    .option('--kind <kind>')
    .option('--status <status>', 'like inProgress or reportedComplete')
    .option('--adoption <adoption>', 'proposed, provisional, adopted or notAdopted')
    .option(
      '--flag <flag>',
      'overdue, silent, carriedOver, disputed, unassigned, undated, unsigned, conditional, missedMilestone',
    )
    .option('--due-before <day>')
    .option('--after <commitment>', 'go on after the last one of the page before')
    .option('--limit <n>', 'how many on a page (50; at most 500)', wholeNumber('limit'))
    .action((commitmentId: string | undefined, options: Filters) =>
      withApp(options.data, 'read', async ({ queries }) => {
        const { data: _data, json: _json, asOf: _asOf, basis: _basis, signedOnly: _signed, ...filters } = options;
        if (commitmentId !== undefined) {
          const query = { commitmentId, ...moment(options) };
          return print(options, await ask(queries, GetCommitment, query), renderCommitment);
        }
        const query = { ...filters, ...moment(options) };
        return print(options, await ask(queries, ListCommitments, query), renderList);
      }),
    );
