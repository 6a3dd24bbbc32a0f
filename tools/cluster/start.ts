import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '@jwg/domain';
import { ensureBuilt } from '../build.ts';
import { built } from '../built.ts';
import { startBroker, type Broker } from '../kafka/broker.ts';
import { freePorts } from '../kafka/ports.ts';
import { spawnKurrentDouble, type KurrentDoubleProcess } from '../kurrentdb-double/spawn.ts';
import { startPostgres, type OwnServer } from '../postgres/server.ts';
import { startProgram, type App, type Births, type Part } from './program.ts';

/** The KurrentDB protocol test double, which is not KurrentDB; its log survives `kill`. */
export interface Store extends Omit<KurrentDoubleProcess, 'kill' | 'signal'> {
  kill(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** Starts it again over its log, at the same port. */
  restart(): Promise<void>;
}

/** A running cluster, with a handle to kill, freeze and restart each part. */
export interface Cluster {
  readonly apis: readonly Part[];
  readonly workers: readonly Part[];
  readonly postgres: OwnServer;
  /** Absent if KURRENTDB_URL names a server, which is not ours to kill. */
  readonly double?: Store;
  readonly kurrentdb: { readonly url: string; readonly prefix: string };
  readonly kafka?: Broker;
  /** The prefix of the names of its topics. */
  readonly topics: string;
  /** The folder with the key, with which `jwg token --data` makes tokens for this cluster. */
  readonly folder: string;
  /** The value of an Authorization header; the token is valid for 8 hours. */
  bearer(person: Actor): Promise<string>;
  /** Starts one more process. */
  startApi(env?: Record<string, string>): Promise<Part>;
  startWorker(env?: Record<string, string>): Promise<Part>;
  /** Ends every part, whether dead, frozen or alive, and removes all data. */
  stop(): Promise<void>;
}

export interface ClusterOptions {
  /** The numbers of processes; two of each unless given. */
  apis?: number;
  workers?: number;
  /** The ports of the apis, in order; free ones unless given. */
  ports?: readonly number[];
  /** Whether the cluster has a Kafka broker. Default true. */
  kafka?: boolean;
  /** Three nodes of the double, which keep their log in memory, instead of one with a file. */
  nodes?: 3;
  /** Whether PostgreSQL and the double wait for the disk before they answer. Default false. */
  durable?: boolean;
  /** More settings of every api and worker (docs/reference/settings.md). */
  env?: Record<string, string>;
}

/**
 * Starts the cluster profile on this machine, after a build if one is needed: a real PostgreSQL, a real Kafka broker,
 * KurrentDB's protocol test double (or the server that KURRENTDB_URL names), apis and workers as processes. No part of
 * it outlives this process, even if this process is killed with -9.
 *
 * @throws Error  with the output of a part that does not start; the other parts are ended
 */
export const startCluster = async (options: ClusterOptions = {}): Promise<Cluster> => {
  const { apis = 2, workers = 2, ports = [], kafka: withKafka = true, durable = false, nodes, env = {} } = options;
  await ensureBuilt();
  const folder = await mkdtemp(join(tmpdir(), 'jwg-cluster-'));
  const janitor = spawn(process.execPath, [join(import.meta.dirname, 'janitor.ts')], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true, // Ctrl-C must not stop it
  });
  janitor.unref();
  (janitor.stdin as Socket).unref();
  const births: Births = (sign, what) => void janitor.stdin.write(`${sign}${what}\n`);
  births('', folder);
  const endings: Ending[] = [];
  const stop = async () => {
    for (const end of endings.splice(0).reverse()) await end();
    await rm(folder, { recursive: true, force: true });
    janitor.stdin.end();
  };

  try {
    const [postgres, double, kafka] = await Promise.all([
      ownPostgres(durable, births, endings),
      process.env.KURRENTDB_URL ? undefined : storeIn(folder, { durable, nodes }, births, endings),
      withKafka ? ownBroker(folder, endings) : undefined,
    ]);
    const kurrentdb = { url: double?.url ?? process.env.KURRENTDB_URL!, prefix: `cluster-${Date.now()}.` };
    const { openLocalIssuer } = await built('platform/src/index');
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
    const start = async (app: App, port: number, more: Record<string, string> = {}) => {
      const name = `${app}-${(counts[app] += 1)}`;
      const part = await startProgram({ app, name, port, folder, births, env: { ...settings, ...more } });
      endings.push(() => ending(part));
      return part;
    };
    const free = async () => (await freePorts(1))[0]!;
    const startApi = async (more?: Record<string, string>) => start('api', await free(), more);
    const startWorker = async (more?: Record<string, string>) => start('worker', await free(), more);
    const started = await Promise.all([
      ...Array.from({ length: apis }, async (_, n) => start('api', ports[n] ?? (await free()))),
      ...Array.from({ length: workers }, () => startWorker()),
    ]);
    return {
      ...{ folder, postgres, double, kafka, kurrentdb, topics, startApi, startWorker, stop },
      apis: started.slice(0, apis),
      workers: started.slice(apis),
      bearer: async (person: Actor) => `Bearer ${await issuer.issue(person, 8 * 3600)}`,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};

type Ending = () => Promise<void>;

/** Stops a part in order, or with -9 if that takes longer than a few seconds. */
const ending = async (part: Part) => {
  const late = setTimeout(() => void part.kill(), 8_000);
  await part.stop();
  clearTimeout(late);
};

const ownPostgres = async (durable: boolean, births: Births, endings: Ending[]): Promise<OwnServer> => {
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

// The broker watches its owner itself.
const ownBroker = async (folder: string, endings: Ending[]) => {
  const broker = await startBroker({ folder: join(folder, 'kafka') });
  endings.push(() => broker.stop());
  return broker;
};

const storeIn = async (
  folder: string,
  { durable, nodes }: Pick<ClusterOptions, 'durable' | 'nodes'>,
  births: Births,
  endings: Ending[],
): Promise<Store> => {
  const data = join(folder, 'kurrentdb-double.log');
  let double = await spawnKurrentDouble(nodes ? { nodes, electionMs: 2_000 } : { data, fsync: durable });
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
    control: (method: string, ...args: unknown[]) => double.control(method, ...args),
    freeze: () => double.signal('SIGSTOP'),
    thaw: () => double.signal('SIGCONT'),
    async restart() {
      if (nodes) throw new Error("Its log is in memory: restart a node by control('comeBack', n).");
      await kill();
      double = await spawnKurrentDouble({ data, port, fsync: durable });
      births('+', double.pid);
    },
  };
};
