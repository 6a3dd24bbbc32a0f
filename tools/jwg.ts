/**
 * `npm run -s jwg -- <args>`: the command line, after a build if one is needed. It runs in this process, so exit code,
 * signals and standard streams are its own.
 */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.ts';

const main = join(import.meta.dirname, '..', 'dist', 'apps', 'cli', 'src', 'main.js');

try {
  await ensureBuilt();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
// Compiled once, not at each command.
enableCompileCache(join(import.meta.dirname, '..', '.cache', 'compiled'));
process.argv[1] = main;
await import(pathToFileURL(main).href);
