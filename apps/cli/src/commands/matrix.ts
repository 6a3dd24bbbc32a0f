import type { Command } from 'commander';
import { GetMatrix } from '@jwg/application';
import { ask } from '../ask.js';
import { Failure } from '../failures.js';
import { asOf, moment, type AsOf } from '../options.js';
import { print } from '../output.js';
import { matrixViews, type Range } from '../render/matrix.js';

export const matrix = (program: Command): Command =>
  asOf(program.command('matrix <forum>'))
    .description('commitment by session: what each session did to each commitment, and the status when it closed')
    .option('--sessions <range>', 'only these sessions, like 1-8, 3 or 5-; the latest that fit without it', range)
    .action(async (forum: string, options: AsOf & { sessions?: Range }) =>
      print(options, await ask(options, GetMatrix, { forum, ...moment(options) }), matrixViews(options.sessions)),
    );

const range = (text: string): Range => {
  const [whole, from = '', dash, to] = /^(\d{1,6})(-(\d{1,6})?)?$/.exec(text) ?? [];
  const [first, last] = [Number(from), to === undefined ? (dash ? Infinity : Number(from)) : Number(to)];
  if (whole === undefined || first > last)
    throw new Failure('invalid', `--sessions takes the numbers of sessions, like 1-8, 3 or 5-, not ${text}.`);
  return { first, last };
};
