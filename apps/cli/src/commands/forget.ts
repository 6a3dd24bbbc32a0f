import type { Command } from 'commander';
import { ForgetPerson, parseInput } from '@jwg/application';
import { onLedger, type Common } from '../options.js';
import { print } from '../output.js';
import { server } from '../server-address.js';
import { here, there } from './send.js';

interface Options extends Common {
  readonly reason: string;
  readonly actor: string;
  readonly url?: string;
}

/** Destroys a person's key. The forum is where it is recorded; the person is forgotten in all forums. */
export const forget = (program: Command): Command =>
  onLedger(program.command('forget <forum> <name>'))
    .description('forget a person: nobody can read the name any more, as of no moment; it cannot be undone')
    .requiredOption('--reason <text>', 'why; it is kept for ever, so leave the name out of it')
    .option('--actor <name>', 'who does it', process.env.USER ?? 'operator')
    .option('--url <server>', 'through a running server, as whom JWG_TOKEN says', server)
    .action(async (forumId: string, name: string, options: Options) => {
      const { reason, url } = options;
      const fields = { forumId, name, reason };
      const command = parseInput(ForgetPerson, fields);
      const receipt =
        url === undefined
          ? await here(command, { ...options, role: 'recorder' })
          : await there(url, ForgetPerson.name, fields, options);
      print(options, receipt, ({ stream }) => `Forgotten. ${stream} keeps that it was done, when and why.`);
    });
