/**
 * Bundles each program out of what `nest build` made of it: main.js with a few files in dist/chunks, in place of the
 * two thousand that Node would find, read and compile at each start. What is loaded by name or made for one machine
 * stays a package.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

const dist = join(import.meta.dirname, '..', 'dist');
const programs = [
  'apps/cli/src/main',
  'apps/api/src/main',
  'apps/api/src/reading/reader',
  'apps/worker/src/main',
  'libs/platform/src/following/rows-in-thread',
  'libs/platform/src/proving/quick/part-thread',
  'libs/platform/src/telling/telling-thread',
];

const packages = [
  'better-sqlite3', // its binary
  'kafkajs', // we mend its inner files, by their names
  'pg',
  'pino', // it starts threads by the names of files
  '@kurrent/kurrentdb-client',
  'swagger-ui-dist',
  '@nestjs/microservices', // for a test alone
];

/** Leads stack traces from the bundle to our sources, as the compiler's own maps would. */
const sourceOfOurs = {
  name: 'source-of-ours',
  load: (id: string) =>
    id.startsWith(dist) && existsSync(`${id}.map`)
      ? { code: readFileSync(id, 'utf8'), map: readFileSync(`${id}.map`, 'utf8') }
      : null,
  // None for packages: Node reads all maps of a program that it starts with --enable-source-maps.
  transform: (_code: string, id: string) => (id.startsWith(dist) ? null : { map: { mappings: '' } }),
};

const bundle = await rolldown({
  input: Object.fromEntries(programs.map((it) => [it, join(dist, `${it}.js`)])),
  platform: 'node',
  external: packages.map((it) => new RegExp(`^${it}(/|$)`)),
  plugins: [sourceOfOurs],
  // Packages that Nest and Fastify take when they are installed: here they are not.
  onLog: (level, log, report) => log.code === 'UNRESOLVED_IMPORT' || report(level, log),
});
await bundle.write({
  dir: dist,
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name]-[hash].js',
  sourcemap: true,
  sourcemapExcludeSources: true,
  keepNames: true, // commands and questions are found by the names of their classes
  strictExecutionOrder: true, // reflect-metadata before what is decorated
});
