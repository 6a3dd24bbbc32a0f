import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { certificates } from './certificates.ts';
import { kafkaClassPath } from './installation.ts';
import { freePorts } from './ports.ts';
import { settings } from './settings.ts';

/** Not a secret: the broker is for tests on this machine, and also has an open listener. */
const USER = { username: 'jwg', password: 'for-tests-only' };

/** A real Apache Kafka 4.1.1 on 127.0.0.1: one process that is broker and controller. */
export interface Broker {
  /** Without encryption or sign-in: `['127.0.0.1:29092']`. */
  readonly brokers: string[];
  /** The pid of the Java process; a new one after `restart`. */
  readonly pid: number;
  /** Lets it end in order, or with -9 when it takes longer than 10 s. Nothing happens when it has ended. */
  stop(): Promise<void>;
  /** kill -9, and waits until the process has ended. The data stay. */
  kill(): Promise<void>;
  /** SIGSTOP: connections stay open, and nothing answers, until `resume`. */
  freeze(): void;
  resume(): void;
  /** Starts it again on the same data and ports, after stopping it if it runs. */
  restart(): Promise<void>;
}

/** A broker with two more listeners, both protected, at addresses of their own. Files are PEM, by path. */
export interface SecureBroker extends Broker {
  /** Over TLS, with a name and a password by SCRAM-SHA-512. */
  readonly scram: { brokers: string[]; ca: string; username: string; password: string };
  /** Over TLS, with a certificate of the client's own. */
  readonly mtls: { brokers: string[]; ca: string; cert: string; key: string };
}

interface BrokerOptions {
  /** For its data, settings and log; created if missing. A broker on the folder of an earlier one has its topics. */
  readonly folder: string;
  /** The port of `brokers`; a free one unless given. */
  readonly port?: number;
  /** Whether it is a `SecureBroker`. */
  readonly secure?: boolean;
  /** The most bytes of a message, for topics that do not say otherwise. */
  readonly maxMessageBytes?: number;
  /** Pid of the process with which the broker ends: this process unless given; `null`: it runs until it is stopped. */
  readonly owner?: number | null;
}

/**
 * Starts a broker and resolves when it accepts connections, some 2 s later. Java, Maven and Kafka's jars are installed
 * the first time, if that is possible.
 *
 * A broker ends with its owner, within 2 s even when that is killed with -9. It does not keep its owner running.
 *
 * @throws Error  with one plain sentence when there is no Java or Maven; with its log when the broker does not start
 */
export function startBroker(options: BrokerOptions & { secure: true }): Promise<SecureBroker>;
export function startBroker(options: BrokerOptions): Promise<Broker>;
export async function startBroker({
  folder,
  port,
  secure = false,
  maxMessageBytes,
  owner = process.pid,
}: BrokerOptions): Promise<Broker> {
  const classPath = await kafkaClassPath();
  const [any, controller, scram, mtls] = (await freePorts(4)) as [number, number, number, number];
  const ports = { plain: port ?? any, controller, scram, mtls };
  const pem = secure ? await certificates(join(folder, 'certificates')) : undefined;
  const files = { settings: join(folder, 'server.properties'), log: join(folder, 'broker.log') };
  await mkdir(folder, { recursive: true });
  await writeFile(files.settings, settings({ data: join(folder, 'data'), ports, maxMessageBytes, certificates: pem }));
  if (!existsSync(join(folder, 'data', 'meta.properties'))) await format(classPath, files.settings);

  let java = await startJava(classPath, files, owner);
  const end = async (signal: NodeJS.Signals) => {
    if (!runs(java)) return;
    java.ref();
    const ended = once(java, 'exit');
    java.kill(signal);
    java.kill('SIGCONT'); // a frozen process gets SIGTERM only after this
    const late = setTimeout(() => java.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(late);
  };
  return {
    brokers: at(ports.plain),
    ...(pem && {
      scram: { brokers: at(scram), ca: pem.ca, ...USER },
      mtls: { brokers: at(mtls), ca: pem.ca, ...pem.client },
    }),
    get pid() {
      return java.pid!;
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    freeze: () => void java.kill('SIGSTOP'),
    resume: () => void java.kill('SIGCONT'),
    async restart() {
      await end('SIGTERM');
      java = await startJava(classPath, files, owner);
    },
  };
}

const at = (port: number) => [`127.0.0.1:${port}`];

const runs = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;

// The user exists from the first start, even if no listener needs it yet.
const format = async (classPath: string, settingsFile: string) => {
  const user = `SCRAM-SHA-512=[name=${USER.username},password=${USER.password}]`;
  const id = randomBytes(16).toString('base64url').replace(/^-/, '0'); // a leading - would be read as an option
  const about = ['-t', id, '-c', settingsFile, '--add-scram', user];
  const tool = ['-XX:TieredStopAtLevel=1', '-cp', classPath, 'kafka.tools.StorageTool', 'format', ...about];
  await promisify(execFile)('java', tool).catch(({ stdout, stderr }: { stdout: string; stderr: string }) => {
    throw new Error(`Kafka could not make its data folder: ${cause(stdout + stderr)}`);
  });
};

// `exec` gives Java the shell's own pid, which is `$$`. A process killed with -9 cannot clean up, so the owner is
// watched from outside.
const WITH_OWNER = `(while kill -0 "$OWNER" && kill -0 $$; do sleep 1; done; kill -9 $$) 2>/dev/null & exec "$@"`;
const ALONE = `exec "$@"`;

interface Files {
  readonly settings: string;
  readonly log: string;
}

const startJava = async (classPath: string, files: Files, owner: number | null) => {
  const log = await open(files.log, 'w');
  const command = ['java', '-Xmx512m', '-XX:+UseSerialGC', '-cp', classPath, 'kafka.Kafka', files.settings];
  const java = spawn('sh', ['-c', owner === null ? ALONE : WITH_OWNER, 'sh', ...command], {
    stdio: ['ignore', log.fd, log.fd],
    env: { ...process.env, OWNER: String(owner) },
    detached: owner === null, // Ctrl-C in its terminal must not stop it
  });
  java.unref();
  await log.close();
  for (;;) {
    const output = await readFile(files.log, 'utf8');
    if (output.includes('Kafka Server started')) return java;
    if (!runs(java)) throw new Error(`The Kafka broker ended while it started: ${cause(output)} (${files.log})`);
    await sleep(50);
  }
};

/** The one line of the log, of thousands, that names the cause. */
const cause = (log: string) => /^.*Exception: .*$/m.exec(log)?.[0] ?? log.trim().split('\n').at(-1);
