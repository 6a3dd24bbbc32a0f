import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { planOf, shownInput, type Input } from '../tools/fuzz/plan.ts';
import { smallest } from '../tools/fuzz/smallest.ts';
import { play, subjects } from './fuzz/round.js';
import type { Servers } from './fuzz/world.js';
import { startBroker } from './kafka.js';
import { databases } from './postgres.js';

/** `npm run fuzz` says how long, and with which seed. Here it is a short pass, always the same. */
const { FUZZ_MINUTES, FUZZ_SEED } = process.env;
const ROUNDS = 2;
const milliseconds = Number(FUZZ_MINUTES ?? 0) * 60_000;
const first = Number(FUZZ_SEED ?? 1);

/** Smaller than a long decision: the topics of the ledger have to say otherwise. */
const MESSAGE_BYTES = 100_000;

const all = await databases();
const postgres = all.find(({ name }) => name === 'PostgreSQL');
const folder = await mkdtemp(join(tmpdir(), 'jwg-fuzz-kafka-'));
const broker = await startBroker({ folder, maxMessageBytes: MESSAGE_BYTES }).catch((error: Error) => {
  if (process.env.CI === 'true') throw error;
  console.warn(`The relay and the subscriber are left out: ${error.message}`);
  return undefined;
});
afterAll(async () => {
  await broker?.stop();
  await rm(folder, { recursive: true, force: true });
});

let topics = 0;
const servers: Servers = {
  freshDatabase: async () => ((await postgres!.fresh()) as { postgres: string }).postgres,
  freshTopics: () => ({ brokers: broker?.brokers ?? [], prefix: `fuzz-${(topics += 1)}` }),
};
const say = (line: string) => void process.stdout.write(`${line}\n`);

(postgres ? describe : describe.skip)('Whatever is fed to the ledger', () => {
  it(
    'is taken or refused, and stops nothing that follows it',
    async () => {
      const until = Date.now() + milliseconds;
      const isToGoOn = (rounds: number) =>
        FUZZ_MINUTES === undefined ? rounds < ROUNDS : rounds === 0 || Date.now() < until;
      const sum = { rounds: 0, taken: 0, refused: 0, events: 0 };
      const notApplied: Record<string, number> = {};
      for (let seed = first; isToGoOn(sum.rounds); seed += 1) {
        const plan = planOf(seed, subjects);
        const played = await play(plan, servers, broker !== undefined);
        const { taken, refused, finding } = played;
        sum.rounds += 1;
        sum.taken += taken;
        sum.refused += refused;
        sum.events += played.events;
        for (const code of played.notApplied) notApplied[code] = (notApplied[code] ?? 0) + 1;
        if (FUZZ_MINUTES !== undefined)
          say(`seed ${seed}: ${taken} taken, ${refused} refused; ${finding ?? 'all well'}`);
        if (finding === undefined) continue;
        const head = finding.slice(0, 40);
        const again = async (inputs: readonly Input[]) =>
          (await play(inputs, servers, /relay|subscriber/.test(finding) && !!broker)).finding?.startsWith(head) ??
          false;
        const least = await smallest(plan, again);
        say(`\nFAILED: npm run fuzz -- --seed ${seed}\n${finding.slice(0, 2_000)}\nThe smallest input that does it:`);
        for (const input of least) say(`  ${shownInput(subjects, input)}`);
        expect(finding).toBeUndefined();
      }
      say(`fuzz: ${JSON.stringify({ ...sum, notApplied })}, from seed ${first}`);
      expect(Math.min(sum.taken, sum.refused)).toBeGreaterThan(0);
    },
    milliseconds + 600_000,
  );
});
