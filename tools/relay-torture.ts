/**
 * `npm run relay:torture [-- --events 200000 --kills 50 | -- --quick]`: kills relay processes on a real Kafka broker
 * with -9, again and again; stops the broker, then kills it; runs two relays and freezes the active one for longer than
 * the timeout of its transaction. Afterwards: has a reader of committed records seen each published event exactly once,
 * unchanged and in order of its stream, and does the compacted topic equal a fresh fold of the ledger?
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { StoredEvent } from '@jwg/event-sourcing';
import { quantile } from '../bench/measure.ts';
import { ensureBuilt } from './build.ts';
import { built } from './built.ts';
import { startBroker } from './kafka/broker.ts';
import { findings } from './relay-torture/findings.ts';
import { history } from './relay-torture/history.ts';
import { readCommitted } from './relay-torture/read-committed.ts';
import { relays as relaysWith, until, type RelayProcess } from './relay-torture/relays.ts';

const { values } = parseArgs({
  options: { events: { type: 'string' }, kills: { type: 'string' }, quick: { type: 'boolean', default: false } },
});
const { quick } = values;
const size = {
  events: Number(values.events ?? (quick ? 5_000 : 200_000)),
  kills: Number(values.kills ?? (quick ? 5 : 50)),
  brokerDownMs: quick ? 3_000 : 30_000,
  takeOverMs: quick ? 2_000 : 10_000,
  frozenMs: quick ? 5_000 : 75_000, // the full run: longer than the 60 s timeout of a transaction
  peaceMs: quick ? 6_000 : 60_000,
};

await ensureBuilt();
const { openSqliteEventStore } = await built('event-store/src/index');
const { topicNames } = await built('relay/src/index');
const { evolveStatus } = await built('published-language/src/index');

const folder = mkdtempSync(join(tmpdir(), 'jwg-relay-torture-'));
const say = (text: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${text}`);
const began = performance.now();

const store = openSqliteEventStore({ folder });
const writes = history(size.events, { streams: Math.ceil(size.events / 40) });
let end = 0;
/** Adds a share of all events to the ledger. */
const grow = async (share: number) => {
  const next = Math.min(writes.length, end + Math.ceil(writes.length * share));
  for (; end < next; end = Math.min(next, end + 1_000))
    await store.append(writes.slice(end, Math.min(next, end + 1_000)));
};

const broker = await startBroker({ folder: join(folder, 'kafka') });
const prefix = 'torture';
const relays = relaysWith({
  ...{ folder, prefix, brokers: broker.brokers, takeOverMs: size.takeOverMs, source: 'https://ledger.example.org' },
  ...{ partitions: 6, retentionMs: -1, createTopics: true },
});
const caughtUp = (one: RelayProcess) => until('a relay has caught up', () => one.status?.position === end - 1);
const isActive = (one: RelayProcess) =>
  until('a relay is active', () => {
    if (one.hasEnded()) throw new Error('A relay process ended by itself');
    return one.role() === 'active';
  });

const figures = { kills: 0, 'kills with work left to do': 0, 'changes of hands in peace': 0 };

const killAgainAndAgain = async () => {
  for (let round = 1; round <= size.kills; round += 1) {
    await grow(0.6 / size.kills);
    const one = relays.start();
    // One relay in three is killed while it starts, the others while they publish.
    if (round % 3 === 0) await sleep(Math.random() * 1_200);
    else {
      await isActive(one);
      await sleep(Math.random() * 250);
    }
    await one.kill();
    figures.kills += 1;
    if ((one.status?.position ?? -1) < end - 1) figures['kills with work left to do'] += 1;
  }
  say(`killed ${size.kills} relays with -9`);
};

const takeTheBrokerAway = async (one: RelayProcess) => {
  await grow(0.1);
  await broker.stop();
  await grow(0.02);
  await sleep(size.brokerDownMs);
  await broker.restart();
  await caughtUp(one);
  say(`stopped the broker for ${size.brokerDownMs / 1000} s; the relay caught up`);
  await grow(0.1);
  await broker.kill();
  await broker.restart();
  await caughtUp(one);
  say('killed the broker with -9 in the middle of the work; the relay caught up');
};

const freezeTheActiveOne = async (older: RelayProcess) => {
  const younger = relays.start();
  await until('the older one stands by', () => older.role() === 'standby' && younger.role() === 'active');
  await grow(0.06);
  younger.freeze();
  await grow(0.02);
  await caughtUp(older);
  const { takeovers } = relays;
  say(`froze the active one of two; the other took over (${takeovers()} takeovers so far)`);
  await sleep(size.frozenMs - size.takeOverMs);
  younger.resume();
  await until('the frozen one stands by', () => younger.role() === 'standby' && older.role() === 'active');
  await grow(0.02);
  await caughtUp(older);
  say('resumed the frozen one: it found itself fenced, and stands by');
  return younger;
};

const leaveInPeace = async () => {
  const before = relays.takeovers();
  for (const until = Date.now() + size.peaceMs; Date.now() < until; await sleep(500)) await grow(0.0005);
  figures['changes of hands in peace'] = relays.takeovers() - before;
  say(`left both alone for ${size.peaceMs / 1000} s`);
};

let found: string[];
try {
  await killAgainAndAgain();
  const one = relays.start();
  await isActive(one);
  await takeTheBrokerAway(one);
  const other = await freezeTheActiveOne(one);
  await leaveInPeace();
  await grow(1);
  await caughtUp(one);
  await Promise.all([one.stop(), other.stop()]);

  const names = topicNames(prefix);
  say('reading what was published …');
  const ledger: StoredEvent[] = [];
  for (let page: StoredEvent[] | undefined; page?.length !== 0; ledger.push(...page))
    page = await store.readAll(ledger.at(-1)?.cursor, 5_000);
  const events = await readCommitted(broker.brokers, names.events);
  const statuses = await readCommitted(broker.brokers, names.statuses);
  const undone = (await readCommitted(broker.brokers, names.events, { uncommitted: true })).length - events.length;
  found = findings({ ledger, events, statuses, evolveStatus });
  if (figures['changes of hands in peace'] > 1) found.push('two healthy relays changed hands more than once');

  const times = relays.startTimes();
  console.table({
    ...figures,
    'events in the ledger': ledger.length,
    'records seen by a reader of what is committed': events.length,
    'records that were undone': undone,
    'records of statuses': statuses.length,
    'relay processes': relays.started(),
    'transactions told of': relays.total('transactions'),
    'fencings told of': relays.total('fencings'),
    'takeovers told of': relays.takeovers(),
    'from start to active, ms (median, highest)': `${quantile(times, 0.5)}, ${times.at(-1)}`,
    'errors told of': JSON.stringify(relays.errors()),
    seconds: Math.round((performance.now() - began) / 1000),
  });
} finally {
  await relays.endAll();
  await broker.stop();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}
for (const finding of found.slice(0, 20)) console.log(finding);
console.log(
  found.length > 0
    ? `FAILED: ${found.length} findings`
    : 'each published event once, unchanged, in order of its stream; every status as a fresh fold has it',
);
process.exitCode = found.length > 0 ? 1 : 0;
