import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { verifyFolder } from '@jwg/platform';
import { exits, Failure } from '../failures.js';
import { common, type Common } from '../options.js';
import { print } from '../output.js';
import { progressBar } from '../render/progress.js';

interface Options extends Common {
  readonly key?: string;
  readonly checkpoint?: string[];
}

type Verified = Awaited<ReturnType<typeof verifyFolder>>;

export const verify = (program: Command): Command =>
  common(program.command('verify'))
    .description('compute the tree again from the stored events, and compare it with what was signed')
    .option('--key <key>', 'the public key that you trust; without it, the one in the folder')
    .option('--checkpoint <file...>', 'signed checkpoints that were kept elsewhere')
    .action(async (options: Options) => {
      const verified = await found(options);
      print(options, verified, (it) => textOf(it, options));
      if (verified.wrong.length > 0) process.exitCode = exits.failed;
    });

/** What cannot be verified has one exit code, so that it is never taken for a finding. */
const found = async ({ data, key, checkpoint = [] }: Options): Promise<Verified> => {
  const bar = progressBar('Verifying:');
  try {
    const kept = checkpoint.map((file) => readFileSync(file, 'utf8'));
    return await verifyFolder({ folder: data, key, kept }, (events) => bar.show(events));
  } catch (error) {
    throw new Failure('invalid', `This could not be verified: ${(error as Error).message}`);
  } finally {
    bar.end();
  }
};

const textOf = ({ events, root, checkpoint, unsigned, kept, wrong }: Verified, { key }: Options): string =>
  [
    ...wrong.map(({ what }) => `WRONG  ${what}`),
    ...(wrong.length > 0 ? [] : [`${events} events, as they were stored: root ${root}`]),
    checkpoint
      ? `Signed  ${checkpoint.size} events, by ${checkpoint.key}`
      : 'Nothing was signed here yet, so nothing could be compared.',
    ...(unsigned > 0 && checkpoint && wrong.length === 0 ? [`${unsigned} later events are not signed yet.`] : []),
    ...(kept > 0 ? [`Compared with ${kept} checkpoints that were kept elsewhere.`] : [ALONE]),
    ...(key === undefined ? [OWN_KEY] : []),
  ].join('\n');

const ALONE =
  'No checkpoint that was kept elsewhere was given: whoever holds the folder could have signed all of it anew (--checkpoint).';
const OWN_KEY = 'The key is the one in the folder. Keep it elsewhere, and give it with --key.';
