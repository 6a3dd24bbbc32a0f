import { Option, type Command } from 'commander';
import { doubtCodes, variable } from '@jwg/platform';
import { choice, choices } from './choices.js';
import { Failure } from './failures.js';
import { NARROWEST, WIDEST } from './render/sheet.js';
import { server } from './server-address.js';

/** The options of every command. */
export interface Common {
  readonly data: string;
  readonly json?: boolean;
}

/** The options of commands that print a table. */
export interface Table extends Common {
  readonly csv?: boolean;
  readonly width?: number;
}

/** The options of commands that show something of the ledger. */
export interface Reading extends Table {
  readonly url?: string;
  readonly lang?: string;
}

export interface AsOf extends Reading {
  readonly asOf?: string;
  readonly basis?: 'recorded' | 'occurred';
  readonly signedOnly?: boolean;
}

export const common = (command: Command): Command =>
  command
    .option('--data <folder>', 'the data folder', process.env.JWG_DATA ?? './data')
    .option('--json', 'print JSON instead of a table');

/** Adds the options of commands that work on a ledger: in the folder, or in the cluster that the environment names. */
export const onLedger = (command: Command): Command => common(command).hook('preAction', namesOneLedger);

/** Refuses a folder beside the cluster that the environment names: what is only tried would go into the real ledger. */
export const namesOneLedger = (_: Command, command: Command): void => {
  const isNamed = command.getOptionValueSource('data') === 'cli';
  if (isNamed && variable(process.env, 'JWG_KURRENTDB_URL') !== undefined)
    throw new Failure(
      'invalid',
      'JWG_KURRENTDB_URL names a ledger on a server, and --data another one in a folder. Leave one of them out.',
    );
};

/** Adds the options of commands that print a table; it takes `--json` besides. */
export const tabular = (command: Command): Command =>
  command
    .addOption(new Option('--csv', 'print CSV instead of a table').conflicts('json'))
    .option('--width <n>', `lines of so many characters (${NARROWEST} to ${WIDEST}; as the terminal)`, width);

/** Adds the options of commands that read. */
export const reading = (command: Command): Command =>
  tabular(onLedger(command))
    .option('--url <server>', 'ask a running server, as whom JWG_TOKEN says, instead of the data folder', server)
    .option('--lang <language>', 'texts in this language where they have it, like zh; else in English');

/** Adds the options of commands that read as of a moment: which one, and whether only signed texts count. */
export const asOf = (command: Command): Command =>
  reading(command)
    .option('--as-of <moment>', 'a position, a session id (when it closed), a day or an instant; now without it')
    .addOption(
      choice(
        '--as-of-basis, --basis <basis>',
        ['recorded', 'occurred'],
        'recorded: what the ledger knew then; occurred: what had happened by then',
      ),
    )
    .option('--signed-only', 'count only what rests on a text that both sides signed');

/** The fields of a query for these options, as the query classes name them. */
export const moment = ({ asOf: moment, basis, signedOnly }: AsOf): object => ({
  ...(moment !== undefined && { asOf: moment }),
  ...(basis !== undefined && { asOfBasis: basis }),
  ...(signedOnly && { signedOnly }),
});

/** The option that confirms what is implausible. */
export const confirmed = (): Option =>
  choices('--confirm <codes>', doubtCodes, 'take it although it is implausible, for these doubts (CODE,CODE)');

/** Of what an auditor is given as a whole. */
export const PURPOSE = 'what it is read for: it is recorded, from a data folder only with this';

export const wholeNumber =
  (name: string) =>
  (text: string): number => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(number))
      throw new Failure('invalid', `--${name} takes a whole number, not ${text}.`);
    return number;
  };

const width = (text: string): number => {
  const number = wholeNumber('width')(text);
  if (number < NARROWEST || number > WIDEST)
    throw new Failure('invalid', `--width takes a number from ${NARROWEST} to ${WIDEST}, not ${text}.`);
  return number;
};
