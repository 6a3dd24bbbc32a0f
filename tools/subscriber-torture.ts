/**
 * `npm run subscriber:torture [-- --seed 7 --kills 50 --away 300 | -- --quick]`: a service with a database of its own
 * listens on a real broker, and is killed with -9, again and again; members join and leave; the broker is killed;
 * retention deletes half of what was not read; the service's database is away; some events cannot be handled at all.
 * Afterwards: was each event handled once and in order, but for those that were deleted, and was each loss told?
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureBuilt } from './build.ts';
import { Dice } from './fuzz/dice.ts';
import { startBroker } from './kafka/broker.ts';
import { findings } from './subscriber-torture/findings.ts';
import { services as servicesWith, until, type Service } from './subscriber-torture/services.ts';
import { sizeOf } from './subscriber-torture/size.ts';
import { openTopic } from './subscriber-torture/topic.ts';

const size = sizeOf(process.argv.slice(2));
const dice = new Dice(size.seed);
const poison: number[] = [];

await ensureBuilt();
const folder = mkdtempSync(join(tmpdir(), 'jwg-subscriber-torture-'));
const began = performance.now();
const say = (text: string) => console.log(`${Math.round((performance.now() - began) / 1000)} s: ${text}`);
const broker = await startBroker({ folder: join(folder, 'kafka') });
const place = { brokers: broker.brokers, prefix: 'torture', group: 'tortured' };
const topic = await openTopic(place);
const service = servicesWith({ folder, ...place });
const RETRY_MS = size.awayMs + 60_000;
const figures = { kills: 0, rebalances: 0, 'records that were deleted unread': 0, 'letters sent again': 0 };

const isReady = (one: Service) =>
  until('a service is a member', () => {
    if (one.hasEnded()) throw new Error('A service process ended by itself');
    return one.isReady();
  });
/** Waits until something of what is there was handled. */
const works = async (atLeast: number) => {
  const before = service.count();
  await until('a service works', () => service.count() >= before + atLeast);
};

const killAgainAndAgain = async () => {
  for (let round = 1; round <= size.kills; round += 1) {
    await topic.publish(size.batch);
    if (round % 10 === 2) figures['records that were deleted unread'] += await topic.forgetHalf();
    const one = service.start(RETRY_MS);
    await isReady(one);
    await works(1 + dice.below(Math.floor(size.batch / 3)));
    await one.kill();
    figures.kills += 1;
  }
  say(`killed ${size.kills} services with -9 while they worked`);
};

const joinAndLeave = async () => {
  for (let round = 1; round <= size.rebalances; round += 1) {
    const guest = service.start(RETRY_MS);
    await topic.publish(size.batch);
    await isReady(guest);
    await topic.publish(size.batch);
    await works(1 + dice.below(Math.floor(size.batch / 3)));
    await (dice.below(2) === 0 ? guest.kill() : guest.stop());
    figures.rebalances += 1;
  }
  say(`let a second member join and leave ${size.rebalances} times`);
};

const restartBroker = async () => {
  await topic.publish(size.batch);
  await broker.kill();
  await broker.restart();
  await topic.publish(size.batch);
  await works(size.batch);
  say('killed the broker with -9, and it came back');
};

const takeTheDatabaseAway = async () => {
  writeFileSync(join(folder, 'away'), '');
  await topic.publish(size.batch);
  await sleep(size.awayMs / 2);
  await topic.publish(40 * size.batch);
  figures['records that were deleted unread'] += await topic.forgetHalf();
  await sleep(size.awayMs / 2);
  rmSync(join(folder, 'away'));
  await works(size.batch);
  say(`took the service's database away for ${size.awayMs / 1000} s; half of what it had not read was deleted`);
};

/** The last events of all can be handled: where they are, everything before has been handled or put aside. */
const caughtUp = async () => {
  await topic.publish(60);
  const lasts = topic.written().map((events) => events.at(-1)!.sequence);
  await until('everything was read', () => {
    const handled = new Set(service.effects().map(({ sequence }) => sequence));
    return lasts.every((it) => handled.has(it));
  });
};

let found: string[];
try {
  await killAgainAndAgain();
  const one = service.start(RETRY_MS);
  await isReady(one);
  await joinAndLeave();
  await restartBroker();
  await takeTheDatabaseAway();
  await caughtUp();
  await one.stop();

  const count = topic.count();
  for (let n = 0; n < 5; n += 1) poison.push(count + dice.below(size.batch));
  const poisoned = service.start(1_000, poison);
  await topic.publish(size.batch);
  await caughtUp();
  await poisoned.stop();
  figures['letters sent again'] = await service.redrive();
  say(`put ${new Set(poison).size} events aside that nobody could handle, and sent them again`);

  const [effects, gaps] = [service.effects(), service.gaps()];
  found = findings({ written: topic.written(), lows: topic.lows(), effects, gaps });
  if (figures['letters sent again'] !== new Set(poison).size) found.push('not every letter came again');
  console.table({
    seed: size.seed,
    ...figures,
    'events published': topic.count(),
    'events handled': effects.length,
    'gaps that were told': gaps.length,
    'service processes': service.started(),
    'errors told of': service.errors(),
    seconds: Math.round((performance.now() - began) / 1000),
  });
} finally {
  await service.endAll();
  await topic.close();
  await broker.stop();
  rmSync(folder, { recursive: true, force: true });
}
for (const finding of found.slice(0, 20)) console.log(finding);
console.log(
  found.length > 0
    ? `FAILED: ${found.length} findings; npm run subscriber:torture -- --seed ${size.seed}`
    : 'nothing twice, nothing missing that was there, every loss told',
);
process.exitCode = found.length > 0 ? 1 : 0;
