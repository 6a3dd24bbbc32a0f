/**
 * One commitment and one session of many events each, beside new ones, in turns: does a long history cost more per
 * command, per row and per question than a short one?
 */
import { randomUUID } from 'node:crypto';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { alternate, median, short } from './measure.ts';
import { focalPoint, start } from './server.mjs';

const recorder = { id: 'bench', role: 'recorder' };
const UNDER_WAY = 32;
/** How many commands and questions each side gets in a turn. */
const PART = 10;
const HUNDRED = 100;
/** Left alone, V8 takes what the machine has before it collects: this shows what is needed. */
const SMALL_HEAP = ['--max-old-space-size=96', '--max-semi-space-size=4'];

export const run = async ({ folder, quick }) => {
  const data = join(folder, 'data');
  mkdirSync(data);
  const events = quick ? 2_000 : 10_000;
  const server = await start('product', data);
  try {
    const [reports, statements] = await subjects(server);
    const grown = [];
    for (const subject of [reports, statements]) {
      const { write } = await subject.another();
      const bytes = [];
      for (let quarter = 0; quarter < 4; quarter += 1) {
        await inParallel(events / 4, write);
        await server.rest();
        bytes.push(rowBytes(data));
      }
      grown.push({ subject, bytes });
    }
    const results = [];
    for (const { subject, bytes } of grown) results.push(...(await compared(subject, bytes, { quick, events })));
    await server.stop();
    results.push(await rebuilt(data, 2 * events));
    return results;
  } finally {
    await server.stop();
  }
};

/** What can get long, and how another one is begun. Each keeps its first, which `run` makes long. */
const subjects = async (server) => {
  const as = async (actor) => `Bearer ${await server.ask('token', actor)}`;
  const [focal, record] = [await as(focalPoint), await as(recorder)];
  const send = async (authorization, path, body) => {
    const answer = await fetch(server.url + path, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify(body),
    });
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()).cursor;
  };
  const get = (authorization) => async (path) => {
    const answer = await fetch(server.url + path, { headers: { authorization } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    await answer.text();
  };
  let number = 0;
  const subject = (name, begin) => {
    const made = [];
    return {
      name,
      made,
      another: async () => {
        made.push(await begin());
        return made.at(-1);
      },
    };
  };
  const commitment = async () => {
    const [id] = await server.ask('decide', 1);
    const at = `/v1/commitments/${id}`;
    const write = () =>
      send(focal, `${at}/progress-reports`, {
        narrative: `Foundations of part ${(number += 1)} laid; the roof waits for spring`,
        percent: 60,
        evidence: [{ reference: `Letter ${number} to the secretariat` }],
      });
    return { write, ask: (cursor) => get(focal)(`${at}${cursor ? `?atLeast=${cursor}` : ''}`) };
  };
  const session = async () => {
    const [id] = await server.ask('decide', 1);
    const at = `/v1/sessions/${id.slice(0, id.lastIndexOf('.'))}`;
    const write = () => send(record, `${at}/notes`, { text: { en: `Took note of report ${(number += 1)}` } });
    return { write, ask: (cursor) => get(record)(`${at}${cursor ? `?atLeast=${cursor}` : ''}`) };
  };
  return [subject('commitment', commitment), subject('session', session)];
};

const inParallel = async (count, work) => {
  let left = count;
  await Promise.all(
    Array.from({ length: UNDER_WAY }, async () => {
      while (left-- > 0) await work();
    }),
  );
};

/** A turn: commands one after the other, each followed by the question that waits for it, and by one that does not. */
const turn = async ({ write, ask }) => {
  const took = { write: [], follow: [], get: [] };
  for (let n = 0; n < PART; n += 1) {
    const [begin, cursor] = [performance.now(), await write()];
    const written = performance.now();
    await ask(cursor);
    const followed = performance.now();
    await ask();
    took.write.push(written - begin);
    took.follow.push(followed - written);
    took.get.push(performance.now() - followed);
  }
  return took;
};

const compared = async (subject, bytes, { quick, events }) => {
  const long = subject.made[0];
  const brief = async () => {
    const begun = await subject.another();
    await inParallel(HUNDRED / 2, begun.write); // so that the turn is in the middle of its first hundred events
    return turn(begun);
  };
  await alternate(2, { long: () => turn(long), brief }); // warms up both
  const answers = await alternate(quick ? 6 : 20, { long: () => turn(long), brief });
  const p50 = (side, what) => median(answers[side].flatMap((it) => it[what]));
  const names = { write: 'a command', follow: 'until its row is read', get: 'a question' };
  const results = Object.entries(names).map(([what, words]) => ({
    name: `long-${subject.name}-${what}`,
    value: short(p50('long', what) / p50('brief', what)),
    unit: 'ratio',
    aim: '<=1.5',
    of: `milliseconds of ${words} on a ${subject.name} of ${events} events, to one of fewer than ${HUNDRED}, in turn`,
    figures: { longMs: short(p50('long', what)), briefMs: short(p50('brief', what)) },
  }));
  const growth = bytes.slice(1).map((it, n) => (it - bytes[n]) / (events / 4));
  results.push({
    name: `long-${subject.name}-rows`,
    value: short(growth.at(-1) / growth[0]),
    unit: 'ratio',
    aim: '<=1.5',
    of: `bytes of rows an event in the last quarter of a ${subject.name}'s ${events} events, to the second quarter`,
    figures: { bytesAnEvent: growth.map(short) },
  });
  return results;
};

/** The size of the file of rows and its log. */
const rowBytes = (folder) =>
  ['read-models.db', 'read-models.db-wal']
    .map((name) => join(folder, name))
    .reduce((sum, file) => sum + (existsSync(file) ? statSync(file).size : 0), 0);

const rebuilt = async (folder, events) => {
  for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `read-models.db${end}`), { force: true });
  const child = fork(join(import.meta.dirname, 'long-rebuild.mjs'), [folder], {
    stdio: ['ignore', 2, 2, 'ipc'],
    execArgv: SMALL_HEAP,
  });
  const [{ megabytes, seconds }] = await once(child, 'message');
  return {
    name: 'long-rebuild',
    value: short(megabytes),
    unit: 'MB',
    aim: '<=256',
    of: `the most memory of a process with ${SMALL_HEAP.join(' ')} that makes all rows of these ${events} events anew`,
    figures: { madeInSeconds: short(seconds) },
  };
};
