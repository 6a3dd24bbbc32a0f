import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeLedger } from './ledger.ts';
import { installLoadGenerator, loaded } from './load.mjs';
import { alternate, median, ratio, short } from './measure.ts';
import { openSqliteEventStore } from './product.ts';
import { focalPoint, start } from './server.mjs';

const auditor = { id: 'auditor', role: 'auditor' };
const modes = ['bare', 'emmett', 'product', 'memory'];

export const run = async ({ folder, quick }) => {
  installLoadGenerator();
  return [
    ...(await commands(folder, quick)),
    ...(await rebuilding(folder, quick)),
    ...(await many(folder, quick)),
    ...(await matrix(folder, quick)),
  ];
};

/**
 * Reports of progress, each new and durable when answered, by 64 connections over 50 commitments. Each round has its
 * own commitments, so that their streams do not get longer than real ones.
 */
const commands = async (folder, quick) => {
  const [rounds, seconds] = quick ? [2, 2] : [9, 5];
  const servers = {};
  try {
    for (const mode of modes) servers[mode] = await start(mode, join(folder, mode));
    const side = async (server, duration) => {
      const token = await server.ask('token', focalPoint);
      return async () => {
        const post = await server.ask('decide', 50);
        return load(server, { token, connections: 64, seconds: duration, post });
      };
    };
    const sides = async (duration) =>
      Object.fromEntries(
        await Promise.all(Object.entries(servers).map(async ([mode, server]) => [mode, await side(server, duration)])),
      );
    await alternate(1, await sides(quick ? 1 : 4)); // warms up all sides
    return compared(await alternate(rounds, await sides(seconds)));
  } finally {
    await Promise.all(Object.values(servers).map(({ stop }) => stop()));
  }
};

const compared = (answers) => {
  const of = (mode, name) => short(median(answers[mode].map((one) => one[name])));
  const perSecond = (mode) => answers[mode].map((one) => one.perSecond);
  const figures = Object.fromEntries(
    modes.map((mode) => [
      mode,
      Object.fromEntries(['perSecond', 'p50', 'p99', 'cores', 'restedAfterMs'].map((name) => [name, of(mode, name)])),
    ]),
  );
  const result = (name, other, aim, what) => {
    const { value, spread } = ratio(perSecond('product'), perSecond(other));
    return {
      name,
      value,
      unit: 'ratio',
      aim,
      of: `reports of progress a second by 64 connections, ${what}`,
      figures: { spread, ...figures },
    };
  };
  return [
    result(
      'http-command',
      'bare',
      '>=0.36',
      'to a bare Fastify route that checks the same body with ajv and keeps nothing',
    ),
    result(
      'http-peer',
      'emmett',
      '>=3',
      'to an Express application over Emmett’s PostgreSQL store with the same validation, a token and nothing else',
    ),
    result('http-store', 'memory', '>=0.85', 'to the same API with its events in memory instead of on the disk'),
  ];
};

/**
 * The same reports over so many commitments that all their events would not fit into memory: does a command cost as much
 * at the end as it did at first?
 */
const many = async (folder, quick) => {
  const [sessions, reports, seconds] = quick ? [4, 6_000, 2] : [40, 300_000, 10];
  const server = await start('product', join(folder, 'many'));
  try {
    const token = await server.ask('token', focalPoint);
    const post = [];
    for (let n = 0; n < sessions; n += 1) post.push(...(await server.ask('decide', 50)));
    await load(server, { token, connections: 64, seconds: 2, post }); // warms up
    const rounds = [];
    for (let done = 0; done < reports;) {
      const round = await loaded({ url: server.url, token, connections: 64, seconds, post });
      rounds.push(round);
      done += round.perSecond * seconds;
    }
    const minute = Math.min(Math.ceil(60 / seconds), Math.ceil(rounds.length / 2));
    const of = (some, name) => short(median(some.map((one) => one[name])));
    const [first, last] = [rounds.slice(0, minute), rounds.slice(-minute)];
    return [
      {
        name: 'http-many',
        value: of(last, 'perSecond') / of(first, 'perSecond'),
        unit: 'ratio',
        aim: '>=0.9',
        of: `reports of progress a second over ${post.length} commitments, ${reports} reports: the last minute to the first`,
        figures: Object.fromEntries(
          Object.entries({ first, last }).map(([when, some]) => [
            when,
            Object.fromEntries(['perSecond', 'p50', 'p99'].map((name) => [name, of(some, name)])),
          ]),
        ),
      },
    ];
  } finally {
    await server.stop();
  }
};

/**
 * The same reports over a large ledger whose rows are all there, and over a copy of it without any, which builds them
 * meanwhile.
 */
const rebuilding = async (folder, quick) => {
  const [rounds, seconds, events] = quick ? [2, 2, 20_000] : [6, 5, 300_000];
  const [rest, rebuild] = ['rest', 'rebuild'].map((name) => join(folder, `rebuild-${name}`));
  mkdirSync(rest);
  const store = openSqliteEventStore({ folder: rest });
  await writeLedger(store, { forums: quick ? 5 : 20, rounds: 10, decisions: 4, undertakings: 5, events });
  await store.close();
  let server = await start('product', rest);
  await server.rest();
  const post = await server.ask('decide', 50);
  await server.stop();
  cpSync(rest, rebuild, { recursive: true });
  for (const end of ['', '-wal', '-shm']) rmSync(join(rebuild, `read-models.db${end}`), { force: true });
  const servers = {};
  try {
    const tokens = {};
    for (const [name, data] of Object.entries({ rest, rebuild })) {
      server = servers[name] = await start('product', data);
      tokens[name] = await server.ask('token', focalPoint);
    }
    const side = (name) => async () => {
      const answer = await loaded({ url: servers[name].url, token: tokens[name], connections: 64, seconds, post });
      return { ...answer, lag: await servers[name].ask('lag') };
    };
    await alternate(1, { rest: side('rest'), rebuild: side('rebuild') }); // warms up both sides
    const answers = await alternate(rounds, { rest: side('rest'), rebuild: side('rebuild') });
    const built = answers.rebuild.filter(({ lag }) => lag > 0).length;
    const rates = (name) => answers[name].slice(0, built).map(({ perSecond }) => perSecond);
    if (built === 0) throw new Error('The rows were there before the first round ended: take more events');
    const { value, spread } = ratio(rates('rebuild'), rates('rest'));
    const of = (name, what) => short(median(answers[name].slice(0, built).map((one) => one[what])));
    return [
      {
        name: 'http-rebuild',
        value,
        unit: 'ratio',
        aim: '>=0.7',
        of: `reports of progress a second while the rows of ${events} events are built, to the same at rest (64 connections)`,
        figures: {
          spread,
          rounds: built,
          ...Object.fromEntries(
            Object.keys(answers).map((name) => [
              name,
              Object.fromEntries(['perSecond', 'p50', 'p99'].map((what) => [what, of(name, what)])),
            ]),
          ),
        },
      },
    ];
  } finally {
    await Promise.all(Object.values(servers).map(({ stop }) => stop()));
  }
};

/**
 * A page of the matrix of a forum's 20 sessions and 2,000 commitments: asked again and again, to answers that were never
 * asked for before, each as of another position.
 */
const matrix = async (folder, quick) => {
  const [rounds, seconds] = quick ? [2, 2] : [5, 6];
  const data = join(folder, 'matrix');
  mkdirSync(data);
  const store = openSqliteEventStore({ folder: data });
  const size = { forums: 1, rounds: 20, decisions: quick ? 2 : 10, undertakings: 10, events: quick ? 8_000 : 30_000 };
  const { forum, half, end } = await writeLedger(store, size);
  await store.close();
  const server = await start('product', data);
  try {
    const token = await server.ask('token', auditor);
    await server.rest();
    const live = `/v1/forums/${forum}/matrix`;
    const headers = { authorization: `Bearer ${token}` };
    while ((await fetch(server.url + live, { headers })).status === 503) await sleep(100); // until the rows have their indexes
    const ask = (get, headers) => load(server, { token, connections: 4, seconds, get, headers });
    const compressed = { 'accept-encoding': 'br, gzip' };
    const each = Math.min(600, Math.floor(half / rounds)); // more than are answered in a round
    const firsts = (round) => Array.from({ length: each }, (_, n) => `${live}?asOf=${half - round * each - n}`);
    // What the latest ten events changed, in pages of ever another length: none of these was asked for before.
    const changes = (round) =>
      firsts(round).map((_, n) => {
        const limit = 500 - round * Math.ceil(each / 10) - Math.floor(n / 10);
        return `${live}?changedSince=${end - 1 - (n % 10)}&limit=${limit}`;
      });
    const answers = await alternate(rounds, {
      again: () => ask([live]),
      first: (round) => ask(firsts(round)),
      changed: (round) => ask(changes(round)),
      againCompressed: () => ask([live], compressed),
    });
    const of = (one, name) => short(median(answers[one].map((answer) => answer[name])));
    const figures = Object.fromEntries(
      Object.keys(answers).map((one) => [
        one,
        Object.fromEntries(['perSecond', 'bytes', 'p50', 'p99'].map((name) => [name, of(one, name)])),
      ]),
    );
    const rates = (one) => answers[one].map(({ perSecond }) => perSecond);
    const { value, spread } = ratio(rates('again'), rates('first'));
    const changed = ratio(rates('changed'), rates('first'));
    return [
      {
        name: 'http-matrix',
        value,
        unit: 'ratio',
        aim: '>=50',
        of: `answers a second with up to 500 of ${200 * size.decisions} commitments × 20 sessions, asked again without a change, to questions that are new (4 connections)`,
        figures: { spread, ...figures },
      },
      {
        name: 'http-matrix-changed',
        value: changed.value,
        unit: 'ratio',
        aim: '>=2',
        of: 'answers a second with what the latest one to ten events changed in that page, to those with the whole page, each new',
        figures: { spread: changed.spread, bytes: figures.changed.bytes / figures.first.bytes },
      },
    ];
  } finally {
    await server.stop();
  }
};

/** One round. It ends when the followers are at rest, so that they do not slow the next side's round. */
const load = async (server, work) => {
  const before = await server.ask('cpu');
  const started = performance.now();
  const answer = await loaded({ url: server.url, ...work });
  const ended = performance.now();
  const after = await server.ask('cpu');
  await server.rest();
  return {
    ...answer,
    cores: (after.user + after.system - before.user - before.system) / 1000 / (ended - started),
    restedAfterMs: performance.now() - ended,
  };
};
