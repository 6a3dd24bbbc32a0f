import type { Command } from 'commander';
import { ListCommitments } from '@jwg/application';
import { ask } from '../ask.js';
import { Failure } from '../failures.js';
import { asOf, moment, wholeNumber, type AsOf } from '../options.js';
import { print } from '../output.js';
import { listViews } from '../render/summaries.js';

interface Options extends AsOf {
  overdue?: boolean;
  awaitingMe?: boolean;
  referredToUs?: boolean;
  forum?: string;
  side?: string;
  institution?: string;
  after?: string;
  limit?: number;
}

export const list = (program: Command): Command =>
  asOf(program.command('list'))
    .description('what calls for attention, across all forums: what fulfils all that is asked for')
    .option('--overdue', 'past its day and not done')
    .option('--awaiting-me', 'the next move is yours: to answer, to confirm, to consent, or to do it')
    .option('--referred-to-us', 'another forum referred it; to --forum, or to any')
    .option('--forum <id>', 'only of this forum; with --referred-to-us, what was referred to it')
    .option('--side <side>', 'who you are: the secretariat of a side')
    .option('--institution <id>', 'who you are: an institution; through --url it is whom JWG_TOKEN says')
    .option('--after <commitment>', 'go on after the last one of the page before')
    .option('--limit <n>', 'how many on a page (50; at most 500)', wholeNumber('limit'))
    .action(async (options: Options) => {
      const { after, limit } = options;
      const query = { ...filtersOf(options), after, limit, ...moment(options) };
      print(options, await ask(options, ListCommitments, query), listViews);
    });

const filtersOf = ({ overdue, awaitingMe, referredToUs, forum, ...options }: Options): object => {
  if (!overdue && !awaitingMe && !referredToUs)
    throw new Failure(
      'invalid',
      'Say what to list: --overdue, --awaiting-me or --referred-to-us; jwg status lists all.',
    );
  const referred = forum === undefined ? { status: ['referred'] } : { referredTo: forum };
  return {
    ...(overdue && { flag: ['overdue'] }),
    ...(awaitingMe && { awaiting: whoAsks(options) }),
    ...(referredToUs ? referred : { forum }),
  };
};

const whoAsks = ({ side, institution, url }: Options): string => {
  const named = institution ?? side ?? (url === undefined ? undefined : 'me');
  if (named !== undefined) return named;
  throw new Failure(
    'invalid',
    'Beside a data folder nobody has signed in: say who you are by --side or --institution.',
  );
};
