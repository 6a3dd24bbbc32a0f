import { CommanderError } from 'commander';
import { exits, exitFor, problemFor, usageProblem } from './failures.js';
import { jsonText, printable } from '@jwg/audit';
import { asJson, program } from './program.js';

// `jwg … | head` closes the pipe early; that is not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? exits.done : exits.failed),
);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? exits.done : exits.usage;
    if (asJson && error.exitCode !== 0)
      process.stderr.write(`${jsonText(usageProblem(error.message.replace(/^error: /, '')), 2)}\n`);
  } else {
    const { message, exit } = exitFor(error);
    process.stderr.write(`${asJson ? jsonText(problemFor(error), 2) : printable(message)}\n`);
    process.exitCode = exit;
  }
}
