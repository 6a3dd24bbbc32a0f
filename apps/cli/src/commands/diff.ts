import type { Command } from 'commander';
import { GetDiff } from '@jwg/application';
import { ask } from '../ask.js';
import { choice } from '../choices.js';
import { reading, wholeNumber, type Reading } from '../options.js';
import { print } from '../output.js';
import { diffViews } from '../render/diff.js';

interface Options extends Reading {
  readonly from?: string;
  readonly fromBasis?: 'recorded' | 'occurred';
  readonly fromSigned?: boolean;
  readonly to?: string;
  readonly toBasis?: 'recorded' | 'occurred';
  readonly toSigned?: boolean;
  readonly after?: string;
  readonly limit?: number;
}

const bases = ['recorded', 'occurred'] as const;

export const diff = (program: Command): Command =>
  reading(program.command('diff <forum>'))
    .description('what became otherwise between two moments, commitment by commitment, and by which events')
    .option('--from <moment>', 'a position, a session id (when it closed), a day or an instant; now without it')
    .option('--to <moment>', 'the second moment; now without it')
    .addOption(choice('--from-basis <basis>', bases, 'the first by what was recorded, or by what had happened'))
    .addOption(choice('--to-basis <basis>', bases, 'the second by what was recorded, or by what had happened'))
    .option('--from-signed', 'the first counts only what rests on a text that both sides signed')
    .option('--to-signed', 'the second counts only what rests on a text that both sides signed')
    .option('--after <commitment>', 'go on after this commitment')
    .option('--limit <n>', 'how many on a page (500; at most 500)', wholeNumber('limit'))
    .action(async (forum: string, options: Options) => {
      const { from, fromBasis, fromSigned, to, toBasis, toSigned, after, limit } = options;
      const query = { forum, from, fromBasis, fromSigned, to, toBasis, toSigned, after, limit };
      print(options, await ask(options, GetDiff, query), diffViews);
    });
