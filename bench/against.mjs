/**
 * `node bench/against.mjs ../other-checkout append clients --rounds 3`: runs the same benchmarks in two checkouts, in
 * turns. Each run gives a ratio to a peer measured in the same minutes. It prints the median of this checkout's ratios
 * divided by the other's: above 1, this one is faster if the aim is a lower bound. Both are built first.
 */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { median, short } from './measure.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' }, quick: { type: 'boolean', default: false } },
});
const [other, ...names] = positionals;
if (other === undefined) {
  console.error('Name the other checkout, and then the benchmarks: node bench/against.mjs ../other append clients');
  process.exit(2);
}
const checkouts = { here: resolve(import.meta.dirname, '..'), there: resolve(other) };

/** The results of one benchmark in one checkout, by name. */
const measure = (checkout, name) => {
  const args = [join(checkout, 'bench', 'run.mjs'), name, '--json', ...(values.quick ? ['--quick'] : [])];
  const { stdout, status } = spawnSync(process.execPath, args, {
    cwd: checkout,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`${name} could not be measured in ${checkout}`);
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
};

for (const name of names.length > 0 ? names : ['append', 'clients', 'rebuild', 'as-of']) {
  const seen = new Map();
  for (let round = 0; round < Number(values.rounds); round += 1)
    for (const [where, checkout] of Object.entries(checkouts))
      for (const { name: figure, value } of measure(checkout, name)) {
        const both = seen.get(figure) ?? { here: [], there: [] };
        both[where].push(value);
        seen.set(figure, both);
      }
  for (const [figure, { here, there }] of seen)
    console.log(
      `${figure.padEnd(16)}${short(median(here) / median(there))}  here ${here.join(', ')}  there ${there.join(', ')}`,
    );
}
