import type { Command } from 'commander';
import { moveHouse, settingsIn, type House } from '@jwg/platform';
import { Failure } from '../failures.js';
import { print } from '../output.js';
import { progressBar } from '../render/progress.js';

interface Options {
  readonly from: string;
  readonly to: string;
  readonly readModels?: string;
  readonly prefix?: string;
  readonly json?: boolean;
}

export const migrate = (program: Command): Command =>
  program
    .command('migrate')
    .description('copy a ledger event by event into another store: the same ids, order, times and positions')
    .requiredOption('--from <place>', 'a data folder, or kurrentdb://…')
    .requiredOption('--to <place>', 'the same; empty, or what an earlier run has left there')
    .option(
      '--read-models <postgres-url>',
      'where the side in KurrentDB has its read models; JWG_POSTGRES_URL without it',
    )
    .option('--prefix <prefix>', 'what the names of streams in KurrentDB begin with; JWG_KURRENTDB_PREFIX without it')
    .option('--json', 'print JSON')
    .action(async (options: Options) => {
      const [from, to] = [house(options.from, options), house(options.to, options)];
      if (options.from === options.to) throw new Failure('USAGE', '--from and --to name the same place.');
      const bar = progressBar('');
      let copied = 0;
      const moved = await moveHouse(from, to, {
        moving: (doing, events) => {
          if (doing === 'copying') copied = events;
          bar.show(events, doing === 'verifying' ? copied || undefined : undefined, doing);
        },
        following: (follower, position) => bar.show(position + 1, copied || undefined, follower),
      });
      bar.end();
      print(options, moved, ({ events, alreadyThere, digest }) =>
        [
          `Both sides hold ${events} events; ${alreadyThere} of them were there before.`,
          `Source  ${digest}`,
          `Target  ${digest}`,
          'The read models of the target are built. The source is as it was: once the target is in use, write to it no more.',
        ].join('\n'),
      );
    });

/** What the environment says of the servers, at the place that the option names. */
const house = (place: string, { readModels, prefix }: Options): House => {
  if (!/^[a-z+]+:\/\//.test(place)) return { folder: place };
  const { folder, kurrentdb, postgres } = settingsIn({
    ...process.env,
    JWG_KURRENTDB_URL: place,
    ...(prefix !== undefined && { JWG_KURRENTDB_PREFIX: prefix }),
    ...(readModels !== undefined && { JWG_POSTGRES_URL: readModels }),
  });
  return { folder, kurrentdb, postgres };
};
