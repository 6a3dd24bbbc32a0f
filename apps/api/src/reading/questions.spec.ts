import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { QueryBus } from '@nestjs/cqrs';
import { GetForum, GetMatrix } from '@jwg/application';
import { actors } from '@jwg/domain/samples';
import { StoreUnavailable } from '@jwg/event-sourcing';
import { errorToData, within, type Settings } from '@jwg/platform';
import { MAX_WAITING, MAX_WAITING_OF_ONE, Questions } from './questions.js';
import type { SerialisedAnswer } from './serialised-answer.js';

/** A thread that answers each question with its forum; asked for `end`, it ends; asked for `hang`, it answers no more. */
const THREAD = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', ({ id, fields: { forum } }) => {
    if (forum === 'end') process.exit(1);
    if (forum === 'hang') for (;;);
    if (forum !== 'wait') parentPort.postMessage({ id, json: JSON.stringify(forum) });
  });
`;
let questions: Questions;
const begin = (silentMs?: number, threads = [THREAD]) => {
  Logger.overrideLogger(false);
  const here = { execute: async () => 'here' } as unknown as QueryBus;
  const next = () => new Worker(threads.length > 1 ? threads.shift()! : threads[0]!, { eval: true });
  questions = new Questions(here, {} as Settings, silentMs, next);
  questions.onApplicationBootstrap();
};
afterEach(() => questions.onApplicationShutdown());

const ask = (forum: string, as = actors.auditor) =>
  within({ actor: as, commandId: '00000000-0000-4000-8000-000000000000' }, async () =>
    questions.execute(Object.assign(new GetMatrix(), { forum })),
  ).then((answer) => String((answer as SerialisedAnswer).body));
const busy = (words: string) => expect.objectContaining({ kind: 'busy', message: expect.stringContaining(words) });

describe('A long question', () => {
  it('is answered by the thread, and a short one here', async () => {
    begin();
    expect(await ask('f')).toBe('"f"');
    expect(await questions.execute(new GetForum())).toBe('here');
  });

  it('is sent to this thread once, as long as its answer stays the same', async () => {
    begin(undefined, [
      `let asked = 0;
      const { parentPort } = require('node:worker_threads');
      parentPort.on('message', ({ id, has }) => {
        const digest = String(Math.floor((asked += 1) / 3));
        parentPort.postMessage(has === digest ? { id, same: true } : { id, json: JSON.stringify({ asked }), digest });
      });`,
    ]);
    const answers = [await ask('f'), await ask('f'), await ask('f'), await ask('f'), await ask('f')];
    expect(answers).toEqual(['{"asked":1}', '{"asked":1}', '{"asked":3}', '{"asked":3}', '{"asked":3}']);
  });

  it('is turned away, and never left without an answer, while the thread begins again', async () => {
    begin();
    await expect(ask('end')).rejects.toEqual(busy('ended'));
    const asked = await Promise.allSettled(Array.from({ length: 5 }, () => ask('f')));
    for (const answer of asked) expect(answer).toEqual({ status: 'rejected', reason: busy('is being started') });
    await eventually(async () => expect(await ask('f')).toBe('"f"'));
  });

  it('is turned away when the thread no longer answers, and the thread begins again', async () => {
    begin(300);
    const waiting = ask('wait');
    await expect(Promise.all([ask('hang'), waiting])).rejects.toEqual(busy('ended'));
    await expect(waiting).rejects.toEqual(busy('ended'));
    await eventually(async () => expect(await ask('f')).toBe('"f"'));
  });

  it('is told why, where the thread cannot open the ledger, and answered when it can', async () => {
    const away = new StoreUnavailable('PostgreSQL at db:5432 cannot be reached');
    const said = JSON.stringify({ notOpened: errorToData(away) });
    begin(undefined, [
      `require('node:worker_threads').parentPort.postMessage(${said}); setTimeout(() => process.exit(1), 100);`,
      THREAD,
    ]);
    await expect(ask('f')).rejects.toMatchObject({ kind: away.kind, message: away.message });
    await expect(ask('f')).rejects.toMatchObject({ kind: away.kind, message: away.message });
    await eventually(async () => expect(await ask('f')).toBe('"f"'));
  });

  it('does not wait behind more than a few of any one actor', async () => {
    begin();
    const waiting = Array.from({ length: MAX_WAITING_OF_ONE }, () => ask('wait'));
    await expect(ask('wait')).rejects.toEqual(busy(`${MAX_WAITING_OF_ONE} long questions of yours`));
    expect(await ask('f', actors.recorder)).toBe('"f"');
    const ended = Promise.allSettled(waiting);
    await questions.onApplicationShutdown();
    for (const { status } of await ended) expect(status).toBe('rejected');
  });

  it('is turned away when a hundred of all actors wait', async () => {
    begin();
    const actor = (n: number) => ({ ...actors.auditor, id: `auditor-${n % 10}` });
    const waiting = Promise.allSettled(Array.from({ length: MAX_WAITING }, (_, n) => ask('wait', actor(n))));
    await expect(ask('f', actors.recorder)).rejects.toEqual(busy(`${MAX_WAITING} long questions wait`));
    await questions.onApplicationShutdown();
    await waiting;
  });
});

const eventually = async (holds: () => Promise<void>): Promise<void> => {
  for (let tries = 0; ; tries += 1) {
    try {
      return await holds();
    } catch (error) {
      if (tries > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
};
