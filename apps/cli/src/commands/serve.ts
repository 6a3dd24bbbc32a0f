import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';

export const serve = (program: Command): Command =>
  program
    .command('serve')
    .description('serve the ledger over HTTP until it is told to stop; docs/reference/settings.md has its settings')
    .option('--data <folder>', 'the data folder; JWG_DATA, or ./data, without it')
    .option('--port <port>', 'the port to listen at; PORT, or 3000, without it')
    .action(async ({ data, port }: { data?: string; port?: string }) => {
      process.exitCode = await served({
        ...process.env,
        ...(data !== undefined && { JWG_DATA: data }),
        ...(port !== undefined && { PORT: port }),
      });
    });

/** A program of its own: the command line does not import the server. */
const program = join(import.meta.dirname, '../../../api/src/main.js');
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Serves until the server ends; answers its exit code, which is 128 and the signal's number where one ended it. */
export const served = (env: NodeJS.ProcessEnv): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--enable-source-maps', program], {
      // The channel closes with this process, however it ends; the server then stops, too.
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env,
    });
    const pass = (signal: NodeJS.Signals) => void child.kill(signal);
    signals.forEach((signal) => process.on(signal, pass));
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      signals.forEach((it) => process.off(it, pass));
      resolve(code ?? 128 + constants.signals[signal!]);
    });
  });
