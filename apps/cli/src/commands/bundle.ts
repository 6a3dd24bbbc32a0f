import type { Command } from 'commander';
import { MakeBundle, parseInput } from '@jwg/application';
import { addressOf } from '../addresses.js';
import { withApp } from '../app.js';
import { inOptions } from '../ask.js';
import { onLedger, PURPOSE, wholeNumber, type Common } from '../options.js';
import { receive } from '../server.js';
import { server } from '../server-address.js';
import { writeTo } from '../write-to.js';

interface Options extends Common {
  readonly asOf?: string;
  readonly side?: string;
  readonly entries?: number;
  readonly out?: string;
  readonly purpose?: string;
  readonly url?: string;
}

export const bundle = (program: Command): Command =>
  onLedger(program.command('bundle <subject>'))
    .description('the story of a commitment, a session or a forum in a file that proves itself, without the ledger')
    .option('--as-of <moment>', 'a position, a session id (when it closed), a day or an instant; now without it')
    .option('--side <side>', 'with what is internal to this side; without it what everybody may read')
    .option(
      '--entries <n>',
      'so many entries of the tree, which show that no later event was left out',
      wholeNumber('entries'),
    )
    .option('--purpose <text>', PURPOSE)
    .option('--out <file>', 'write it there, and not on standard output')
    .option('--url <server>', 'ask a running server, as whom JWG_TOKEN says, instead of the data folder', server)
    .action(async (subject: string, options: Options) => {
      const { asOf, side, entries, purpose } = options;
      const fields = { subject, asOf, side, entries, purpose };
      try {
        await (options.url === undefined ? here(options, fields) : there(options.url, options, fields));
      } catch (error) {
        throw inOptions(error as Error, MakeBundle.name, fields);
      }
    });

const here = (options: Options, fields: object): Promise<void> =>
  withApp(options.data, 'read', async ({ queries }) =>
    writeTo(options.out, await queries.execute(parseInput(MakeBundle, fields))),
  );

const there = async (url: string, options: Options, fields: object): Promise<void> => {
  const address = url + addressOf(MakeBundle.name, { ...fields });
  return writeTo(options.out, await receive(address, { accept: 'application/json' }));
};
