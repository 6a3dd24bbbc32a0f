import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../build.mjs';
import { startBroker } from '../kafka/broker.mjs';
import { freePorts } from '../kafka/ports.mjs';
import { spawnKurrentDouble } from '../kurrentdb-double/spawn.mjs';
import { startPostgres } from '../postgres/server.mjs';
import { startProgram } from './program.mjs';

// What it promises and takes is said in start.d.mts.
export const startCluster = async (options = {}) => {
  const { apis = 2, workers = 2, ports = [], kafka: withKafka = true, durable = false, env = {} } = options;
  await ensureBuilt();
  const folder = await mkdtemp(join(tmpdir(), 'jwg-cluster-'));
  const janitor = spawn(process.execPath, [join(import.meta.dirname, 'janitor.mjs')], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true, // Ctrl-C is not for it
  });
  janitor.unref();
  janitor.stdin.unref();
  const births = (sign, what) => void janitor.stdin.write(`${sign}${what}\n`);
  births('', folder);
  const endings = [];
  const stop = async () => {
    for (const end of endings.splice(0).reverse()) await end();
    await rm(folder, { recursive: true, force: true });
    janitor.stdin.end();
  };

  try {
    const [postgres, double, kafka] = await Promise.all([
      ownPostgres(durable, births, endings),
      process.env.KURRENTDB_URL ? undefined : storeIn(folder, durable, births, endings),
      withKafka ? ownBroker(folder, endings) : undefined,
    ]);
    const kurrentdb = { url: process.env.KURRENTDB_URL ?? double.url, prefix: `cluster-${Date.now()}.` };
    const { openLocalIssuer } = await import('../../dist/libs/platform/src/index.js');
    const issuer = await openLocalIssuer(folder);
    const topics = 'jwg';
    const settings = {
      JWG_ISSUER_KEY: readFileSync(join(folder, 'issuer-key.json'), 'utf8'),
      JWG_KURRENTDB_URL: kurrentdb.url,
      JWG_KURRENTDB_PREFIX: kurrentdb.prefix,
      JWG_POSTGRES_URL: postgres.url,
      ...(kafka && { JWG_KAFKA_BROKERS: kafka.brokers.join(), JWG_KAFKA_TAKE_OVER_MS: '2000' }),
      ...env,
    };
    const counts = { api: 0, worker: 0 };
    const start = async (app, port, more = {}) => {
      const name = `${app}-${(counts[app] += 1)}`;
      const part = await startProgram({ app, name, port, folder, births, env: { ...settings, ...more } });
      endings.push(() => ending(part));
      return part;
    };
    const free = async () => (await freePorts(1))[0];
    const startApi = async (more) => start('api', await free(), more);
    const startWorker = async (more) => start('worker', await free(), more);
    const started = await Promise.all([
      ...Array.from({ length: apis }, async (_, n) => start('api', ports[n] ?? (await free()))),
      ...Array.from({ length: workers }, () => startWorker()),
    ]);
    return {
      ...{ folder, postgres, double, kafka, kurrentdb, topics, startApi, startWorker, stop },
      apis: started.slice(0, apis),
      workers: started.slice(apis),
      bearer: async (person) => `Bearer ${await issuer.issue(person, 8 * 3600)}`,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** In order, and with -9 when that takes longer than some seconds. */
const ending = async (part) => {
  const late = setTimeout(() => void part.kill(), 8_000);
  await part.stop();
  clearTimeout(late);
};

const ownPostgres = async (durable, births, endings) => {
  const server = await startPostgres('max_connections=200', `fsync=${durable ? 'on' : 'off'}`);
  births('', server.folder);
  births('+', server.pid);
  endings.push(() => server.stop());
  const { startAgain } = server;
  server.startAgain = async () => {
    births('-', server.pid);
    await startAgain();
    births('+', server.pid);
  };
  return server;
};

// It has a look at its owner itself.
const ownBroker = async (folder, endings) => {
  const broker = await startBroker({ folder: join(folder, 'kafka') });
  endings.push(() => broker.stop());
  return broker;
};

const storeIn = async (folder, durable, births, endings) => {
  const data = join(folder, 'kurrentdb-double.log');
  let double = await spawnKurrentDouble({ data, fsync: durable });
  const { url, port } = double;
  births('+', double.pid);
  const kill = async () => {
    births('-', double.pid);
    await double.kill();
  };
  endings.push(kill);
  return {
    ...{ url, port, kill },
    get pid() {
      return double.pid;
    },
    control: (method, ...args) => double.control(method, ...args),
    freeze: () => double.signal('SIGSTOP'),
    thaw: () => double.signal('SIGCONT'),
    async restart() {
      await kill();
      double = await spawnKurrentDouble({ data, port, fsync: durable });
      births('+', double.pid);
    },
  };
};
