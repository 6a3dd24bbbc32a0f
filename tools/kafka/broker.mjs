import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { certificates } from './certificates.mjs';
import { kafkaClassPath } from './installation.mjs';
import { freePorts } from './ports.mjs';
import { settings } from './settings.mjs';

/** Nothing that is secret: the broker is of this machine, for tests, and open beside. */
const USER = { username: 'jwg', password: 'for-tests-only' };

// What it promises and takes is said in broker.d.mts.
export const startBroker = async ({ folder, port, secure = false, owner = process.pid }) => {
  const classPath = await kafkaClassPath();
  const [any, controller, scram, mtls] = await freePorts(4);
  const ports = { plain: port ?? any, controller, scram, mtls };
  const pem = secure ? await certificates(join(folder, 'certificates')) : undefined;
  const files = { settings: join(folder, 'server.properties'), log: join(folder, 'broker.log') };
  await mkdir(folder, { recursive: true });
  await writeFile(files.settings, settings({ data: join(folder, 'data'), ports, certificates: pem }));
  if (!existsSync(join(folder, 'data', 'meta.properties'))) await format(classPath, files.settings);

  let java = await startJava(classPath, files, owner);
  const end = async (signal) => {
    if (!runs(java)) return;
    java.ref();
    const ended = once(java, 'exit');
    java.kill(signal);
    java.kill('SIGCONT'); // one that is frozen hears of SIGTERM only now
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
      return java.pid;
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
};

const at = (port) => [`127.0.0.1:${port}`];

const runs = ({ exitCode, signalCode }) => exitCode === null && signalCode === null;

// The user is there from the first start, whether or not anybody can use it yet.
const format = async (classPath, settingsFile) => {
  const user = `SCRAM-SHA-512=[name=${USER.username},password=${USER.password}]`;
  const id = randomBytes(16).toString('base64url').replace(/^-/, '0'); // one that begins so is taken for an option
  const about = ['-t', id, '-c', settingsFile, '--add-scram', user];
  const tool = ['-XX:TieredStopAtLevel=1', '-cp', classPath, 'kafka.tools.StorageTool', 'format', ...about];
  await promisify(execFile)('java', tool).catch(({ stdout, stderr }) => {
    throw new Error(`Kafka could not make its data folder: ${cause(stdout + stderr)}`);
  });
};

// `exec` leaves Java with the shell's own pid, which is `$$`. A process that is killed with -9 can tidy nothing up, hence
// the look at the owner from outside.
const WITH_OWNER = `(while kill -0 "$OWNER" && kill -0 $$; do sleep 1; done; kill -9 $$) 2>/dev/null & exec "$@"`;
const ALONE = `exec "$@"`;

const startJava = async (classPath, files, owner) => {
  const log = await open(files.log, 'w');
  const command = ['java', '-Xmx512m', '-XX:+UseSerialGC', '-cp', classPath, 'kafka.Kafka', files.settings];
  const java = spawn('sh', ['-c', owner === null ? ALONE : WITH_OWNER, 'sh', ...command], {
    stdio: ['ignore', log.fd, log.fd],
    env: { ...process.env, OWNER: String(owner) },
    detached: owner === null, // Ctrl-C in the terminal it was started from is not meant for it
  });
  java.unref();
  await log.close();
  for (;;) {
    const told = await readFile(files.log, 'utf8');
    if (told.includes('Kafka Server started')) return java;
    if (!runs(java)) throw new Error(`The Kafka broker ended while it started: ${cause(told)} (${files.log})`);
    await sleep(50);
  }
};

/** Of thousands of lines the one that says why. */
const cause = (log) => /^.*Exception: .*$/m.exec(log)?.[0] ?? log.trim().split('\n').at(-1);
