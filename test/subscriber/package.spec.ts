import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommitmentEvent } from '@jwg/domain';
import { sample } from '@jwg/domain/samples';
import { evolveStatus, toCloudEvent, toStatusRecord } from '@jwg/published-language';
import { actors } from '../../apps/api/src/testing/booted.js';
import { bootListening } from '../../apps/api/src/testing/listening.js';
import { play } from '../../apps/api/src/testing/playing.js';
import { kafkaBroker } from '../kafka.js';
import { eventAt, publishing, SOURCE, storedAt, until } from '../../libs/subscriber/src/testing/publishing.js';

const broker = await kafkaBroker();
const root = join(import.meta.dirname, '..', '..');
type Summary = { id: string; due?: { date?: string } };
const service = join(root, 'docs/how-to/overdue-service.mjs');

/** Connects to nothing: it shows that the library and kafkajs load, and say what is wrong. */
const CJS_TEST = `
  const { kafka, subscribe } = require('@jwg/subscriber');
  test('says which brokers cannot be reached', async () => {
    const from = kafka({ brokers: ['127.0.0.1:1'], prefix: 'p', group: 'g' });
    await expect(subscribe({ from, on: {} })).rejects.toThrow('None of the brokers (127.0.0.1:1) lets this service in');
  }, 20_000);
`;

describe('the packed subscriber', () => {
  let folder: string;
  const children: ChildProcess[] = [];
  const closing: (() => Promise<void>)[] = [];

  const run = (program: string, ...args: string[]) =>
    execFileSync(program, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'jwg-service-'));
    const tarball = execFileSync(process.execPath, [join(root, 'tools/pack-subscriber.ts')], { encoding: 'utf8' });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'a-service', private: true, type: 'module' }));
    run('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', tarball.trim());
    copyFileSync(service, join(folder, 'service.mjs'));
  }, 120_000);
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    for (const close of closing.splice(0)) await close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** A process of the service; answers how to ask it, and how to stop it. */
  const start = async (env: Record<string, string>) => {
    const child = spawn(process.execPath, ['service.mjs'], {
      cwd: folder,
      env: { PATH: process.env.PATH, PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    let printed = '';
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const url = await new Promise<string>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (text: string) => {
          printed += text;
          const found = /Listening at (\S+)/.exec(printed)?.[1];
          if (found) resolve(found);
        });
      void ended.then((code) => reject(new Error(`It ended with ${code}: ${printed}`)));
    });
    return {
      overdue: async () =>
        ((await (await fetch(url)).json()) as { commitmentId: string }[])
          .map(({ commitmentId }) => commitmentId)
          .toSorted(),
      stop: () => {
        child.kill('SIGTERM');
        return ended;
      },
    };
  };
  const eventually = async (ask: () => Promise<string[]>, expected: string[]) => {
    let said = await ask();
    for (const end = Date.now() + 20_000; said.join() !== expected.join() && Date.now() < end; said = await ask())
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(said).toEqual(expected);
  };

  it('needs kafkajs and nothing else', () => {
    const installed = run('npm', 'ls', '--all', '--parseable').trim().split('\n').slice(1);
    expect(installed.map((path) => path.slice(folder.length)).toSorted()).toEqual([
      '/node_modules/@jwg/subscriber',
      '/node_modules/kafkajs',
    ]);
  });

  it('gives each handler the type of its event, in a project of its own', () => {
    writeFileSync(
      join(folder, 'typed.ts'),
      `import { http, isOf, kafka, lastDayOf, statusAfter, subscribe, type CommitmentStatus } from '@jwg/subscriber';
       const table = new Map<string, CommitmentStatus | undefined>();
       const exactly = <T,>() => <V extends T>(_: [T] extends [V] ? V : never) => {};
       export const subscription = await subscribe({
         from: Math.random() > 0.5 ? kafka({ brokers: ['b:9092'], prefix: 'p', group: 'g' }) : http({ url: 'u', token: 't' }),
         on: {
           WorkStarted: ({ data, sequence }) => {
             exactly<string>()(data.cause);
             exactly<string>()(sequence);
             // @ts-expect-error -- there is no such field
             data.because;
           },
           CommitmentAdopted: async ({ data }, attempt) => {
             exactly<number>()(data.version);
             exactly<number>()(attempt);
           },
           ProgressReported: ({ data }) => exactly<number | undefined>()(data.percent),
           // @ts-expect-error -- there is no such event
           WorkStartd: () => {},
           '*': (event) => {
             table.set(event.subject, statusAfter(table.get(event.subject), event));
             if (event.type === 'org.jwgledger.jwg.DecisionTaken.v1') exactly<string>()(event.data.statementId);
             if (isOf(event, 'CommitmentAdopted')) exactly<number>()(event.data.version);
             // @ts-expect-error -- not every event has it
             event.data.version;
           },
         },
         status: ({ data }) => exactly<string | undefined>()(lastDayOf(data.due)),
         onGap: ({ after, missing }) => exactly<number>()((after ?? 0) + missing),
       });
       // @ts-expect-error -- a group is needed
       kafka({ brokers: ['b:9092'], prefix: 'p' });`,
    );
    const compilerOptions = {
      module: 'nodenext',
      target: 'es2022',
      lib: ['es2024', 'dom', 'dom.iterable'],
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      types: ['node'],
      typeRoots: [join(root, 'node_modules/@types')],
    };
    writeFileSync(
      join(folder, 'typed.cts'),
      `import subscriber = require('@jwg/subscriber');
       export const on: subscriber.Handlers = { CommitmentAdopted: ({ data }) => void data.version.toFixed() };`,
    );
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['typed.ts', 'typed.cts'] }));
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    expect(spawnSync(process.execPath, [tsc, '-p', '.'], { cwd: folder, encoding: 'utf8' }).stdout).toBe('');
  }, 60_000);

  it('is imported, required, and used in a test of Jest that knows CommonJS only', () => {
    const names = 'Object.keys(subscriber).sort().join()';
    const imported = run(
      process.execPath,
      '-p',
      `import('@jwg/subscriber').then((subscriber) => console.log(${names}))`,
    );
    const required = run(
      process.execPath,
      '-e',
      `const subscriber = require('@jwg/subscriber'); console.log(${names})`,
    );
    expect(imported).toContain(required);
    expect(required).toContain('redrive,statusAfter,subscribe');
    writeFileSync(join(folder, 'service.test.cjs'), CJS_TEST);
    writeFileSync(join(folder, 'jest.config.cjs'), 'module.exports = { testMatch: ["**/*.test.cjs"], transform: {} };');
    const jest = [join(root, 'node_modules/jest/bin/jest.js'), '--rootDir', folder];
    const { status, stderr } = spawnSync(process.execPath, jest, { cwd: folder, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('1 passed') });
  }, 60_000);

  it('refuses an old Node in one sentence', () => {
    const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });`;
    const old = spawnSync(process.execPath, ['-e', `${older} require('@jwg/subscriber')`], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(old.stderr).toContain('Error: @jwg/subscriber needs Node 22 or newer; this is Node 20.20.2.');
  });

  it('has the whole guide and the changes in it, and no link that leads nowhere', () => {
    const inside = (name: string) => readFileSync(join(folder, 'node_modules/@jwg/subscriber', name), 'utf8');
    expect(inside('CHANGELOG.md')).toContain('# Changes');
    expect(inside('README.md').match(/^## .*/gm)).toEqual(
      readFileSync(join(root, 'docs/how-to/subscribe.md'), 'utf8').match(/^## .*/gm),
    );
    for (const [, link] of inside('README.md').matchAll(/\]\(([^)]+)\)/g)) expect(inside(link!)).not.toBe('');
  });

  it('is shown in the guide as the tests run it', () => {
    const guide = readFileSync(join(root, 'docs/how-to/subscribe.md'), 'utf8');
    const [, shown] = /```js\n(\/\/ Answers [^]*?)```/.exec(guide)!;
    expect(shown).toBe(readFileSync(service, 'utf8'));
    expect(shown!.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
  });

  it('keeps the table of the guide over HTTP', async () => {
    const api = await bootListening();
    closing.push(() => api.close());
    await play(api);
    const token = (await api.bearer(actors.service)).replace('Bearer ', '');
    const { overdue, stop } = await start({ LEDGER_URL: `http://127.0.0.1:${api.port}`, LEDGER_TOKEN: token });
    const { items } = (await api.get('/v1/commitments?flag=overdue&limit=500')).body as { items: Summary[] };
    const expected = items.filter(({ due }) => due?.date).map(({ id }) => id);
    expect(expected).not.toEqual([]);
    await eventually(overdue, expected.toSorted());
    expect(await stop()).toBe(0);
  }, 60_000);

  broker.describe('over Kafka', () => {
    it('keeps the table of the guide, from statuses and from later events', async () => {
      const place = broker.fresh();
      const press = await publishing(place);
      closing.push(() => press.close());
      let position = 0;
      const statuses = new Map<number, ReturnType<typeof evolveStatus>>();
      const publish = async (n: number, ...facts: CommitmentEvent[]) => {
        const transaction = await press.transaction();
        for (const fact of facts) {
          const event = storedAt(position++, fact, `cpec-jwg-st.2.c${n}`);
          const status = evolveStatus(statuses.get(n), event)!;
          statuses.set(n, status);
          await transaction.send('events', n % 2, toCloudEvent(event, SOURCE));
          await transaction.send('commitment-status', n % 2, toStatusRecord(status, event, SOURCE));
        }
        await transaction.commit();
      };
      const register = (n: number, date: string) =>
        publish(n, sample('CommitmentRegistered', { commitmentId: `cpec-jwg-st.2.c${n}`, due: { date } }));
      await register(1, '2021-04');
      await register(2, '9999');
      const env = { KAFKA_BROKERS: place.brokers.join(), KAFKA_PREFIX: place.prefix };
      const { overdue, stop } = await start(env);
      await eventually(overdue, ['cpec-jwg-st.2.c1']);
      await publish(2, sample('DueDateRevised', { to: { date: '2022' } }));
      await eventually(overdue, ['cpec-jwg-st.2.c1', 'cpec-jwg-st.2.c2']);
      await publish(1, sample('WorkStarted'), sample('CompletionReported'));
      await eventually(overdue, ['cpec-jwg-st.2.c2']);
      expect(await stop()).toBe(0);
    }, 60_000);

    it('hands over again what its service had not stored when it was killed', async () => {
      const place = broker.fresh();
      const press = await publishing(place);
      closing.push(() => press.close());
      const all = Array.from({ length: 300 }, (_, n) => eventAt(n));
      await press.send(0, ...all);
      writeFileSync(
        join(folder, 'keeping.mjs'),
        `import { appendFileSync, existsSync, readFileSync } from 'node:fs';
         import { setTimeout as sleep } from 'node:timers/promises';
         import { kafka, subscribe } from '@jwg/subscriber';
         const [brokers, prefix, file] = process.argv.slice(2);
         const kept = new Set(existsSync(file) ? readFileSync(file, 'utf8').split('\\n') : []);
         await subscribe({
           from: kafka({ brokers: brokers.split(','), prefix, group: prefix + '-keeping', sessionMs: 6_000 }),
           seen: ({ id }) => kept.has(id),
           on: {
             '*': async ({ id }) => {
               await sleep(2);
               appendFileSync(file, id + '\\n');
             },
           },
         });`,
      );
      const file = join(folder, 'kept');
      const kept = () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []);
      for (const count of [50, 150, 300]) {
        const args = ['keeping.mjs', place.brokers.join(), place.prefix, file];
        const child = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore' });
        children.push(child);
        await until(() => kept().length >= count);
        child.kill('SIGKILL');
      }
      expect(kept()).toEqual(all.map(({ id }) => id));
    }, 60_000);
  });
});
