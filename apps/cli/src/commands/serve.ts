import { spawn } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import { constants } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { productFolder } from '@jwg/platform';
import { namesOneLedger } from '../options.js';

export const serve = (program: Command): Command =>
  program
    .command('serve')
    .description('serve the ledger over HTTP until it is told to stop; docs/reference/settings.md has its settings')
    .option('--data <folder>', 'the data folder; JWG_DATA, or ./data, without it')
    .hook('preAction', namesOneLedger)
    .option('--port <port>', 'the port to listen at; PORT, or 3000, without it')
    .action(async ({ data, port }: { data?: string; port?: string }) => {
      process.exitCode = await served({
        ...process.env,
        ...(data !== undefined && { JWG_DATA: data }),
        ...(port !== undefined && { PORT: port }),
      });
    });

/** The server is a separate program: the command line does not import it. */
const program = join(productFolder, 'dist/apps/api/src/main.js');
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs the server until it ends; resolves to its exit code, or to 128 plus the number of the signal that ended it. */
export const served = (env: NodeJS.ProcessEnv): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--enable-source-maps', program], {
      // The channel closes when this process ends for any reason; then the server stops, too.
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: { NODE_COMPILE_CACHE: getCompileCacheDir(), ...env }, // compiled once, not at each start
    });
    const pass = (signal: NodeJS.Signals) => void child.kill(signal);
    signals.forEach((signal) => process.on(signal, pass));
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      signals.forEach((it) => process.off(it, pass));
      resolve(code ?? 128 + constants.signals[signal!]);
    });
  });
