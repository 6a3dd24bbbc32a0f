import type { Command } from 'commander';
import { Failure } from './failures.js';

/** The options of every command. */
export interface Common {
  readonly data: string;
  readonly json?: boolean;
}

export interface AsOf extends Common {
  readonly asOf?: string;
  readonly basis?: 'recorded' | 'occurred';
  readonly signedOnly?: boolean;
}

export const common = (command: Command): Command =>
  command
    .option('--data <folder>', 'the data folder', process.env.JWG_DATA ?? './data')
    .option('--json', 'print JSON instead of a table');

/** Adds the options of commands that read: the moment, and whether only signed texts count. */
export const asOf = (command: Command): Command =>
  common(command)
    .option('--as-of <moment>', 'a position, a session id (when it closed), a day or an instant; now without it')
    .option(
      '--as-of-basis, --basis <basis>',
      'recorded: what the ledger knew then; occurred: what had happened by then',
    )
    .option('--signed-only', 'count only what rests on a text that both sides signed');

/** The fields of a query for these options, as the query classes name them. */
export const moment = ({ asOf: moment, basis, signedOnly }: AsOf): object => ({
  ...(moment !== undefined && { asOf: moment }),
  ...(basis !== undefined && { asOfBasis: basis }),
  ...(signedOnly && { signedOnly }),
});

export const wholeNumber =
  (name: string) =>
  (text: string): number => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(number))
      throw new Failure('invalid', `--${name} takes a whole number, not ${text}.`);
    return number;
  };
