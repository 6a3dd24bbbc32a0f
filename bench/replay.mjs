/**
 * `jwg replay <forum> --json` of a forum of many events, in a process of its own whose lines are counted here, and of a
 * tenth of them: how many events a second, and whether memory grows with the number of events.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { reporter } from './events.ts';
import { median, short } from './measure.ts';
import { openSqliteEventStore } from './product.ts';

const MAIN = join(import.meta.dirname, '../dist/apps/cli/src/main.js');
const USAGE = pathToFileURL(join(import.meta.dirname, 'tell-usage.mjs')).href;
const FORUM = 'jwg-1';
const EACH = 20; // events of a commitment
const BATCH = 50; // commitments in an append

export const run = async ({ folder, quick }) => {
  const events = quick ? 20_000 : 1_000_000;
  const whole = await written(join(folder, 'whole'), events);
  const tenth = await written(join(folder, 'tenth'), events / 10);
  const rounds = [];
  for (let round = 0; round < (quick ? 1 : 3); round += 1)
    rounds.push({ tenth: await replayed(tenth), whole: await replayed(whole) });
  // The difference between the two leaves out the start of the process.
  const perSecond = (of) => rounds.map(({ whole, tenth }) => (whole.lines - tenth.lines) / (whole[of] - tenth[of]));
  const rates = perSecond('seconds');
  const memory = (side) => short(median(rounds.map((it) => it[side].megabytes)));
  return [
    {
      name: 'replay',
      value: median(rates),
      unit: 'events/s',
      aim: '>=100000',
      of: `a forum of ${events} events told to a pipe as lines of JSON, without the start of the process`,
      figures: {
        spread: [Math.min(...rates), Math.max(...rates)].map(short),
        perProcessorSecond: short(median(perSecond('processorSeconds'))),
        megabytes: memory('whole'),
        megabytesOfATenth: memory('tenth'),
        lineBytes: short(rounds[0].whole.bytes / rounds[0].whole.lines),
      },
    },
  ];
};

/** A forum whose commitments are registered, reported on, blocked and freed, in turn. */
const written = async (folder, events) => {
  mkdirSync(folder);
  const store = openSqliteEventStore({ folder });
  const { report, narrative } = reporter(1);
  const side = (id) => ({ side: id, name: { en: id } });
  const forum = { forum: FORUM, name: { en: FORUM }, level: 'workingGroup', sides: [side('PK'), side('CN')] };
  const event = (type, data) => ({ ...report(), type, data });
  await store.append([{ stream: `forum-${FORUM}`, expected: 'noStream', events: [event('ForumEstablished', forum)] }]);
  const of = (number) => {
    const commitmentId = `${FORUM}.0.c${number}`;
    const undertaking = {
      kind: 'support',
      title: { en: narrative(5) },
      lead: ['pk-stza'],
      support: [],
      beneficiaries: [],
    };
    const first = { commitmentId, forum: FORUM, ...undertaking, adoption: 'provisional', legacy: true };
    const told = Array.from({ length: EACH - 1 }, (_, n) =>
      n % 5 === 3
        ? event('CommitmentBlocked', { cause: narrative(6) })
        : n % 5 === 4
          ? event('CommitmentUnblocked', {})
          : report(),
    );
    return {
      stream: `commitment-${commitmentId}`,
      expected: 'noStream',
      events: [event('CommitmentRegistered', first), ...told],
    };
  };
  for (let number = 1; number <= events / EACH; number += BATCH)
    await store.append(Array.from({ length: BATCH }, (_, n) => of(number + n)));
  await store.close();
  return folder;
};

const replayed = async (folder) => {
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', USAGE, MAIN, 'replay', FORUM, '--json', '--data', folder], {
    stdio: ['ignore', 'pipe', 2, 'pipe'],
  });
  let [lines, bytes, usage] = [0, 0, ''];
  child.stdio[3].on('data', (piece) => (usage += piece));
  child.stdout.on('data', (piece) => {
    bytes += piece.length;
    for (let at = piece.indexOf(10); at !== -1; at = piece.indexOf(10, at + 1)) lines += 1;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`jwg replay ended with ${code}`);
  return { lines, bytes, seconds: (performance.now() - started) / 1000, ...JSON.parse(usage) };
};
