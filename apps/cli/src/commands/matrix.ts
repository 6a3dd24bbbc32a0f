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
      print(options, await wholeMatrix(options, { forum, ...moment(options) }), matrixViews(options.sessions)),
    );

/** The matrix with all pages of commitments. */
const wholeMatrix = async (options: AsOf, query: object) => {
  const { next: second, ...first } = await ask(options, GetMatrix, query);
  const commitments = [...first.commitments];
  for (let after = second; after !== undefined;) {
    const page = await ask(options, GetMatrix, { ...query, after });
    commitments.push(...page.commitments);
    after = page.next;
  }
  return { ...first, commitments };
};

const range = (text: string): Range => {
  const [whole, from = '', dash, to] = /^(\d{1,6})(-(\d{1,6})?)?$/.exec(text) ?? [];
  const [first, last] = [Number(from), to === undefined ? (dash ? Infinity : Number(from)) : Number(to)];
  if (whole === undefined || first > last)
    throw new Failure('invalid', `--sessions takes the numbers of sessions, like 1-8, 3 or 5-, not ${text}.`);
  return { first, last };
};
