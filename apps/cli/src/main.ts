import { Command, CommanderError } from 'commander';
import { commands } from './commands/index.js';
import { exits, exitFor } from './failures.js';

const program = new Command('jwg')
  .description('The record of joint working groups, and the status of every commitment, session after session.')
  .showHelpAfterError('(jwg <command> --help lists the options)')
  .exitOverride()
  .addHelpText(
    'after',
    '\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 refused, 4 not found, 5 the ledger cannot be opened.',
  );
commands.forEach((add) => add(program));
program.commands.forEach((command) => command.exitOverride());

// `jwg … | head` closes the pipe early; that is not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? exits.done : exits.failed),
);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? exits.done : exits.usage;
  else {
    const { message, exit } = exitFor(error);
    process.stderr.write(`${message}\n`);
    process.exitCode = exit;
  }
}
