import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { alternate, median, quantile, ratio, short } from './measure.ts';
import { kafkaClient, topicNames } from './product.ts';
import { focalPoint, start } from './server.mjs';

const PER_SECOND = 100;
const PREFIX = 'api';
const pace = `${PER_SECOND} reports of progress a second over HTTP to a server in a process of its own`;

/** With the relay in the API's process: how late consumers get an event, and how a dead broker affects commands. */
export const commands = async (broker, { folder, quick }) => {
  const kafka = { brokers: broker.brokers, prefix: PREFIX, partitions: 6, retentionMs: -1, createTopics: true };
  const server = await start('product', folder, { kafka, publicUrl: 'https://ledger.example.org' });
  try {
    const send = await sender(server);
    return [
      await delay(broker, send, quick ? 3 : 60), //
      ...(await brokerDown(broker, server, send, quick ? [2, 2] : [9, 6])),
    ];
  } finally {
    await server.stop();
  }
};

/** From the time in the event, set before it was stored, to its arrival at a reader of committed records. */
const delay = async ({ brokers }, send, seconds) => {
  const listener = await listening(brokers);
  try {
    await listener.delaysOf(await send(2)); // waits until the listener gets everything, as a warm-up
    const delays = await listener.delaysOf(await send(seconds));
    const ms = (q) => short(quantile(delays, q));
    return {
      name: 'relay-delay',
      value: ms(0.5),
      unit: 'ms',
      aim: '<=30',
      of: `p50 from an event's recordedAt, which is before it is stored, to a read_committed kafkajs consumer in another process on the same clock; ${pace}`,
      figures: { p50: ms(0.5), p95: ms(0.95), p99: ms(0.99), events: delays.length },
    };
  } finally {
    await listener.close();
  }
};

/** The same server with its broker alive and killed, in turns; each side waits until the relay has settled. */
const brokerDown = async (broker, server, send, [rounds, seconds]) => {
  let isUp = true;
  const latencies = { up: [], down: [] };
  const measured = async (side) => {
    await send(2); // skips the effects of the change, such as the start of Java
    const answers = await send(seconds);
    const taken = answers.map(({ ms }) => ms);
    latencies[side].push(...taken);
    return { p50: quantile(taken, 0.5), p99: quantile(taken, 0.99) };
  };
  const answers = await alternate(rounds, {
    async up() {
      if (!isUp) await broker.restart();
      isUp = true;
      while ((await server.ask('relay')).role !== 'active') await sleep(50);
      await server.rest();
      return measured('up');
    },
    async down() {
      if (isUp) await broker.kill();
      isUp = false;
      return measured('down');
    },
  });
  const pooled = (side) => ({ p50: short(median(latencies[side])), p99: short(quantile(latencies[side], 0.99)) });
  return ['p50', 'p99'].map((q) => {
    const { value, spread } = ratio(
      answers.down.map((round) => round[q]),
      answers.up.map((round) => round[q]),
    );
    return {
      name: `relay-down-${q}`,
      value,
      unit: 'ratio',
      aim: '<=1.1',
      of: `${q} of the time until a command is answered with the broker dead, to the same with the broker up and the relay at work; ${pace}`,
      figures: { spread, up: pooled('up'), down: pooled('down'), commandsASide: latencies.up.length },
    };
  });
};

/** Sends at a constant rate, however long the answers take; resolves to each command's event and milliseconds. */
const sender = async (server) => {
  const token = await server.ask('token', focalPoint);
  const ids = [];
  while (ids.length < 200) ids.push(...(await server.ask('decide', 50)));
  let number = 0;
  const one = async () => {
    number += 1;
    const body = JSON.stringify({ narrative: `Foundations of part ${number} laid`, percent: 60 });
    const started = performance.now();
    const answer = await fetch(`${server.url}/v1/commitments/${ids[number % ids.length]}/progress-reports`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body,
    });
    const told = await answer.json();
    const ms = performance.now() - started;
    if (answer.status !== 201) throw new Error(`Not answered well: ${answer.status} ${JSON.stringify(told)}`);
    return { id: told.events[0].id, ms };
  };
  return async (seconds) => {
    const started = performance.now();
    const answers = [];
    for (let sent = 0; sent < seconds * PER_SECOND; sent += 1) {
      await sleep(Math.max(0, started + (sent * 1000) / PER_SECOND - performance.now()));
      answers.push(one());
    }
    return Promise.all(answers);
  };
};

/** A consumer that records the age of each event on arrival. */
const listening = async (brokers) => {
  const consumer = kafkaClient({ brokers }).consumer({ groupId: `${PREFIX}.bench`, readUncommitted: false });
  const ages = new Map();
  await consumer.connect();
  await consumer.subscribe({ topic: topicNames(PREFIX).events, fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message: { headers } }) => {
      ages.set(String(headers.ce_id), Date.now() - Date.parse(String(headers.ce_recordedtime)));
    },
  });
  return {
    async delaysOf(answers) {
      for (const late = Date.now() + 60_000; !answers.every(({ id }) => ages.has(id)); await sleep(20))
        if (Date.now() > late) throw new Error('Not every event came to the consumer within a minute');
      return answers.map(({ id }) => ages.get(id));
    },
    close: () => consumer.disconnect(),
  };
};
