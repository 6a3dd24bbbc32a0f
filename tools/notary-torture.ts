/**
 * `npm run notary:torture [-- --kills 200 --seed 1]`: kills the notary with -9 while it signs as often as it can, again and
 * again. After each kill: is the stored checkpoint the last one that was served, or a later one that begins with it? At
 * the end: has every checkpoint that was ever served the root of the events that are there?
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { randomNumbers } from '../bench/measure.ts';
import { ensureBuilt } from './build.ts';
import { built } from './built.ts';

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
});
const kills = Number(values.kills);
const random = randomNumbers(Number(values.seed));

await ensureBuilt();
const { openSqliteEventStore } = await built('event-store/src/index');
const { eventsAfter } = await built('event-sourcing/src/index');
const { consistencyProof, GrowingTree, leafOf, parseCheckpoint, parseNote, verifyConsistency } =
  await built('ledger-proof/src/index');
const { ProofFolder } = await built('platform/src/proving/proof-folder');

const headOf = (note: string) => parseCheckpoint(parseNote(note).text);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** Lets the notary sign for a moment, then kills it; resolves to the checkpoints that it could have served. */
const killNotary = (folder: string, afterMs: number) =>
  new Promise<string[]>((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'notary-torture', 'notary.ts'), folder]);
    let [printed, complaints, killed] = ['', '', false];
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (complaints += chunk));
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      if (printed === '') setTimeout(() => (killed = child.kill('SIGKILL')), afterMs);
      printed += chunk;
    });
    child.on('close', () => {
      if (!killed) return reject(new Error(`The notary stopped by itself: ${complaints}`));
      resolve(
        printed
          .split('\n')
          .slice(0, -1)
          .map((line) => JSON.parse(line) as string),
      ); // the last line may be incomplete
    });
  });

/** What is wrong with the stored checkpoint after a kill. */
const inspect = (folder: string, served: readonly string[]): string[] => {
  const proof = new ProofFolder(join(folder, 'proof'));
  const [latest, last] = [proof.latest(), served.at(-1)];
  if (!latest) return ['the checkpoint is gone'];
  proof.treeOf(latest.head);
  if (last === undefined) return [];
  const [from, to] = [headOf(last), latest.head];
  if (to.size < from.size) return [`${from.size} events were served as signed, and ${to.size} are`];
  const path = proof.reading((hashes) => consistencyProof(hashes, from.size, to.size));
  const its = { from: from.size, to: to.size, proof: path, rootFrom: from.root, rootTo: to.root };
  return verifyConsistency(its) ? [] : [`the checkpoint of ${to.size} does not begin with that of ${from.size}`];
};

/** Checkpoints whose root is not that of the events. */
const compare = async (folder: string, served: readonly string[]): Promise<string[]> => {
  const roots = new Map<number, Set<string>>();
  for (const { size, root } of served.map(headOf)) roots.set(size, (roots.get(size) ?? new Set()).add(hex(root)));
  const store = openSqliteEventStore({ folder });
  const tree = GrowingTree.empty();
  for await (const event of eventsAfter(store)) {
    tree.add(leafOf(event));
    const its = roots.get(tree.size);
    if (its?.size === 1 && its.has(hex(tree.root()))) roots.delete(tree.size);
  }
  await store.close();
  return [...roots.keys()].map((size) => `the checkpoint of ${size} has not the root of the events`);
};

const folder = mkdtempSync(join(tmpdir(), 'jwg-notary-torture-'));
const served: string[] = [];
let findings: string[] = [];
try {
  for (let round = 1; round <= kills && findings.length === 0; round += 1) {
    served.push(...(await killNotary(folder, random() * 300)));
    findings = inspect(folder, served);
    if (round % 20 === 0 || findings.length > 0)
      console.log(
        `kill -9 ${round} of ${kills}: ${served.length} checkpoints served, the last of ${headOf(served.at(-1)!).size} events`,
      );
  }
  findings.push(...(await compare(folder, served)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const it of findings) console.log(`FAILED  ${it}`);
if (findings.length === 0)
  console.log(`${kills} kills, ${served.length} checkpoints served: none contradicts another, and none was lost`);
process.exitCode = findings.length > 0 ? 1 : 0;
