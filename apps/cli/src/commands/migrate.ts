import { resolve } from 'node:path';
import type { Command } from 'commander';
import { moveHouse, settingsIn, type LedgerPlace } from '@jwg/platform';
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
    .requiredOption('--from <place>', 'a data folder, kurrentdb://…, or the word kurrentdb: JWG_KURRENTDB_URL')
    .requiredOption('--to <place>', 'the same; empty, or what an earlier run has left there')
    .option(
      '--read-models <postgres-url>',
      'where the side in KurrentDB has its read models; JWG_POSTGRES_URL without it',
    )
    .option('--prefix <prefix>', 'what the names of streams in KurrentDB begin with; JWG_KURRENTDB_PREFIX without it')
    .option('--json', 'print JSON')
    .action(async (options: Options) => {
      const [from, to] = [house(options.from, options), house(options.to, options)];
      if (!from.kurrentdb && !to.kurrentdb && resolve(from.folder) === resolve(to.folder))
        throw new Failure('invalid', '--from and --to name the same place; name another one for the copy.');
      if (from.kurrentdb && to.kurrentdb)
        throw new Failure(
          'invalid',
          'Either --from or --to has to be a data folder: --read-models belong to one ledger.',
        );
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

/** The place that the option names, with its servers from the environment; options override the environment. */
const house = (place: string, { readModels, prefix }: Options): LedgerPlace => {
  const url = /^[a-z+]+:\/\//.test(place) ? place : undefined;
  if (url === undefined && place !== 'kurrentdb') return { folder: place };
  const { folder, kurrentdb, postgres } = settingsIn({
    ...process.env,
    ...instead('JWG_KURRENTDB_URL', url),
    ...instead('JWG_KURRENTDB_PREFIX', prefix),
    ...instead('JWG_POSTGRES_URL', readModels),
  });
  if (!kurrentdb) throw new Failure('invalid', 'The word kurrentdb stands for JWG_KURRENTDB_URL, which is not set.');
  return { folder, kurrentdb, postgres };
};

const instead = (name: string, value: string | undefined) =>
  value === undefined ? {} : { [name]: value, [`${name}_FILE`]: undefined };
