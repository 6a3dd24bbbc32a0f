import { Argument, type Command } from 'commander';
import { offering } from '../choices.js';
import { placesOf } from '../completion/places.js';
import { scripts, type Shell } from '../completion/scripts.js';
import { Failure } from '../failures.js';

const shells = Object.keys(scripts);

export const completion = (program: Command): Command =>
  program
    .command('completion')
    .description('a script that completes commands, options and words in a shell')
    .addArgument(offering(new Argument('<shell>', shells.join(', ')), shells))
    .action((shell: string) => {
      if (!shells.includes(shell))
        throw new Failure('invalid', `There are completions for ${shells.join(', ')}, and none for ${shell}.`);
      process.stdout.write(`${scripts[shell as Shell](placesOf(program))}\n`);
    });
