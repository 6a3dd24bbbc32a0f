/**
 * Builds every program and every lib in one pass of `nest build` into one tree: dist/apps/cli/src/main.js beside
 * dist/libs/domain/src/index.js, with `@jwg/*` rewritten to relative paths. What no entry reaches (specs, samples,
 * contract suites) is not built. Then each program is bundled in its place; Vite builds the page into dist/apps/web, and
 * the verifier of bundles into one file.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alone } from './alone.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const stamp = join(dist, '.built'); // written last, so that an incomplete build never counts as one
const lock = join(root, '.cache', 'build.lock');
const sources = ['apps', 'libs', 'nest-cli.json', 'tsconfig.json', 'tsconfig.build.json'];

/** Always builds from scratch: the output of a deleted source must not remain. Progress goes to stderr. */
export const build = (): Promise<void> => alone(lock, compile);

/** Builds when dist is missing or older than the sources. Processes that start together build once. */
export const ensureBuilt = async (): Promise<void> => {
  if (isCurrent()) return;
  await alone(lock, async () => {
    if (isCurrent()) return;
    process.stderr.write('Building (the first time, or the sources changed) …\n');
    await compile();
  });
};

// In processes of their own: a test that finds sources changed builds too, and tests load modules in a way of their own.
const run = (program: string, ...args: string[]) => {
  const env = { ...process.env, NODE_ENV: 'production' };
  const { status } = spawnSync(process.execPath, [program, ...args], { cwd: root, env, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('The build failed');
};

const compile = async () => {
  const started = new Date();
  rmSync(dist, { recursive: true, force: true });
  run(fileURLToPath(import.meta.resolve('@nestjs/cli/bin/nest.js')), 'build');
  run(join(root, 'tools/bundle.ts'));
  run(join(root, 'node_modules/vite/bin/vite.js'), 'build', 'apps/web', '--logLevel', 'warn');
  run(join(root, 'tools/verifier.ts'));
  writeFileSync(stamp, '');
  utimesSync(stamp, started, started); // files edited during the build are newer than the stamp
};

const modified = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

// Folders count too: the time of a folder changes when a file in it is deleted.
const isCurrent = () => {
  const built = modified(stamp);
  const newerThanBuilt = (path: string) => modified(path) > built;
  return !sources.some((source) => {
    const path = join(root, source);
    if (newerThanBuilt(path)) return true;
    if (!statSync(path).isDirectory()) return false;
    return readdirSync(path, { recursive: true, encoding: 'utf8' }).some(
      (entry) => !entry.endsWith('.spec.ts') && newerThanBuilt(join(path, entry)), // specs are not built
    );
  });
};

if (import.meta.main) {
  try {
    await build();
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
