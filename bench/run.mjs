/**
 * `npm run bench`, `npm run bench -- append stream --quick --json`: the speed of the built product, as ratios to a peer
 * or to a raw limit, measured in turns in the same minutes. docs/explanation/performance.md explains each ratio. The
 * exit code is 0 if everything could be measured, whatever the figures: on a busy machine they mean nothing.
 */
import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../tools/build.ts';

const benchmarks = [
  'append',
  'clients',
  'rebuild',
  'read-all',
  'codec',
  'stream',
  'as-of',
  'search',
  'replay',
  'proofs',
  'verify',
  'notary',
  'growth',
  'long',
  'http',
  'relay',
  'cluster',
  'open-kurrentdb',
];

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false }, // CPU profiles of the servers, into the folder bench-profiles
  },
});
const unknown = positionals.filter((name) => !benchmarks.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}; there are ${benchmarks.join(', ')}.`);
  process.exit(2);
}

if (values.profile) process.env.BENCH_PROFILES = join(process.cwd(), 'bench-profiles'); // server.mjs reads it
await ensureBuilt();
const root = mkdtempSync(join(tmpdir(), 'jwg-bench-'));
const shared = join(root, 'shared'); // data that several benchmarks share
mkdirSync(shared);
let child;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, () => {
    child?.kill('SIGTERM'); // the benchmark then stops the server that it started
    setTimeout(() => child?.kill('SIGKILL'), 5_000).unref();
    process.exitCode = 130;
  });
process.once('exit', () => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));

const measure = (name) =>
  new Promise((resolve) => {
    const folder = join(root, name);
    mkdirSync(folder);
    const results = [];
    child = fork(
      join(import.meta.dirname, 'one.mjs'),
      [JSON.stringify({ name, folder, shared, quick: values.quick })],
      {
        stdio: ['ignore', 2, 2, 'ipc'],
      },
    );
    child.on('message', (result) => results.push(result));
    child.once('close', (code) => {
      child = undefined;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      resolve({ results, done: code === 0 });
    });
  });

const met = ({ value, aim }) =>
  aim === undefined || (aim.startsWith('>=') ? value >= Number(aim.slice(2)) : value <= Number(aim.slice(2)));

const show = (result) => {
  if (values.json) return console.log(JSON.stringify(result));
  const { name, value, unit, aim, of, figures } = result;
  const figure = unit === 'ratio' ? String(value) : `${value} ${unit}`;
  console.log(`${name.padEnd(16)}${figure.padStart(9)}  aim ${aim ?? 'none'}${met(result) ? '' : '  missed'}`);
  console.log(`  ${of}\n  ${JSON.stringify(figures)}`);
};

for (const name of positionals.length > 0 ? positionals : benchmarks) {
  if (process.exitCode) break;
  if (!values.json) process.stderr.write(`${name} …\n`);
  const started = performance.now();
  const { results, done } = await measure(name);
  const seconds = Math.round((performance.now() - started) / 1000);
  for (const result of results)
    show({ ...result, figures: { ...result.figures, seconds, ...(values.quick && { quick: true }) } });
  if (!done && !process.exitCode) {
    process.exitCode = 1;
    console.error(`${name} could not be measured.`);
  }
}
