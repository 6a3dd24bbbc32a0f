import { NO_STREAM, streamNameFilter } from '@kurrent/kurrentdb-client';
import { join } from 'node:path';
import { spawnKurrentDouble } from '../tools/kurrentdb-double/spawn.ts';
import { reporter } from './events.ts';
import { alternate, median, ratio, short, timed } from './measure.ts';
import { Connection, encode, openKurrentDbEventStore, toServer } from './product.ts';

const PER_STREAM = 20;
const realServer = process.env.KURRENTDB_URL;
const server = realServer
  ? 'a KurrentDB server'
  : "KurrentDB's protocol test double, which is not KurrentDB, in a process of its own on these two cores";

/** The adapter's overhead over the client that it uses: reports of progress, one per append, each to its own stream. */
export const appends = async ({ folder, quick }) => {
  const rounds = quick ? 3 : 11;
  const double = realServer ? undefined : await spawnKurrentDouble({ data: join(folder, 'double.log') });
  process.once('SIGTERM', () => double?.kill().finally(() => process.exit(143)));
  const url = realServer ?? double.url;
  try {
    const sides = {
      product: await product(url),
      bare: bare(url, 'bare'),
      hearing: hearing(url),
      batched: bare(url, 'batched', { batched: true }),
    };
    const results = [];
    for (const clients of [1, 16, 64]) {
      const total = (quick ? 320 : 1_280) / (clients === 1 ? 4 : 1);
      const working = Object.entries(sides).map(([name, side]) => [name, writing(name, side, clients, total)]);
      for (const [, write] of working) await write(); // a warm-up
      results.push(result(clients, await alternate(rounds, Object.fromEntries(working))));
    }
    await Promise.all(Object.values(sides).map(({ close }) => close()));
    return results;
  } finally {
    await double?.kill();
  }
};

/** `clients` clients, each waiting for its answer before its next append; new streams now and then, as in reality. */
const writing = (name, { prepare, append }, clients, total) => {
  const { report } = reporter(clients);
  const lengths = Array.from({ length: clients }, () => 0);
  return async () => {
    const work = lengths.map((written, client) =>
      Array.from({ length: total / clients }, (_, n) => {
        const revision = (written + n) % PER_STREAM;
        const stream = `commitment-${name}${clients}-${client}.1.c${Math.floor((written + n) / PER_STREAM) + 1}`;
        return prepare({ stream, expected: revision === 0 ? 'noStream' : revision - 1, events: [report()] });
      }),
    );
    const client = async (appends, number) => {
      for (const one of appends) await append(one);
      lengths[number] += appends.length;
    };
    const before = process.cpuUsage();
    const ms = await timed(() => Promise.all(work.map(client)));
    const { user, system } = process.cpuUsage(before);
    return { perSecond: (total / ms) * 1000, cpu: (user + system) / total };
  };
};

const prefix = (name) => `bench-${name}-${Date.now()}.`;

const product = async (url) => {
  const store = await openKurrentDbEventStore({ url, prefix: prefix('product') });
  return { prepare: (write) => write, append: (write) => store.append([write]), close: () => store.close() };
};

/** The client alone, with the adapter's input; without credentials it puts all appends into one call, BatchAppend. */
const bare = (url, name, { batched = false } = {}) => {
  const { client, credentials } = new Connection(url);
  const its = prefix(name);
  return {
    prepare: (write) => ({
      name: its + write.stream,
      events: encode(write).events.map(toServer),
      options: {
        streamState: write.expected === 'noStream' ? NO_STREAM : BigInt(write.expected),
        requiresLeader: true,
        ...(!batched && { credentials }),
      },
    }),
    append: ({ name, events, options }) => client.appendToStream(name, events, options),
    close: () => client.dispose(),
    client,
    prefix: its,
  };
};

/** The client alone, subscribed to the log for its own events, as any store that numbers them has to be. */
const hearing = (url) => {
  const alone = bare(url, 'hearing');
  const filter = streamNameFilter({ prefixes: [alone.prefix] });
  const log = alone.client.subscribeToAll({ fromPosition: 'end', filter }).on('data', () => {});
  return { ...alone, close: () => log.unsubscribe().then(() => alone.close()) };
};

const result = (clients, answers) => {
  const rates = each(answers, (rounds) => rounds.map(({ perSecond }) => perSecond));
  const { value, spread } = ratio(rates.product, rates.bare);
  return {
    name: `appends-${clients}`,
    value,
    unit: 'ratio',
    aim: '>=0.9',
    of: `events a second by ${clients} at once through the KurrentDB adapter, one event an append, to the bare client's appendToStream (with the adapter's call, Append) of the same bytes at the same revisions; the server of both is ${server}`,
    figures: {
      spread,
      perSecond: each(rates, (values) => short(median(values))),
      cpuMicrosecondsAnAppend: each(answers, (rounds) => short(median(rounds.map(({ cpu }) => cpu)))),
      toTheClientThatHears: short(ratio(rates.product, rates.hearing).value),
      toTheClientsBatchAppend: short(ratio(rates.product, rates.batched).value),
    },
  };
};

const each = (sides, figure) => Object.fromEntries(Object.entries(sides).map(([name, of]) => [name, figure(of)]));
