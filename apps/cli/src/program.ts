import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { productFolder } from '@jwg/platform';
import { commands } from './commands/index.js';
import { ifItRecords } from './failures.js';
import { printable } from '@jwg/audit';

const { version } = JSON.parse(readFileSync(join(productFolder, 'package.json'), 'utf8')) as {
  version: string;
};

export const asJson = process.argv.includes('--json');

/** The whole tree of commands. Help, the completions of shells and the parser all go by it. */
export const program = new Command('jwg')
  .description('The record of joint working groups, and the status of every commitment, session after session.')
  .version(version, '--version', 'print the version')
  .showHelpAfterError('(jwg <command> --help lists the options)')
  .exitOverride()
  .hook('preAction', (_, { options }) => ifItRecords(options.some(({ long }) => long === '--command-id')))
  // Under --json an error is one JSON object; what commander says of a wrong call is in it.
  .configureOutput({ writeErr: (text) => asJson || process.stderr.write(printable(text)) })
  .addHelpText(
    'after',
    '\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 refused, 4 not found, 5 the ledger is out of reach or cannot be opened.',
  );
commands.forEach((add) => add(program));
