import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { kafkaClassPath } from './installation.mjs';
import { freePorts } from './ports.mjs';
import { settings } from './settings.mjs';

/** Promises and parameters: broker.d.mts. */
export const startBroker = async ({ folder, port, owner = process.pid }) => {
  const classPath = await kafkaClassPath();
  const [any, controller] = await freePorts(2);
  const ports = { plain: port ?? any, controller };
  const files = { settings: join(folder, 'server.properties'), log: join(folder, 'broker.log') };
  await mkdir(folder, { recursive: true });
  await writeFile(files.settings, settings({ data: join(folder, 'data'), ports }));
  if (!existsSync(join(folder, 'data', 'meta.properties'))) await format(classPath, files.settings);

  let java = await startJava(classPath, files, owner);
  const isUp = () => java.exitCode === null && java.signalCode === null;
  const end = async (signal) => {
    if (!isUp()) return;
    java.ref();
    const ended = once(java, 'exit');
    java.kill(signal);
    java.kill('SIGCONT'); // one that is frozen hears of SIGTERM only now
    const late = setTimeout(() => java.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(late);
  };
  return {
    brokers: [`127.0.0.1:${ports.plain}`],
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

const format = async (classPath, settingsFile) => {
  const cluster = randomBytes(16).toString('base64url');
  const tool = ['-cp', classPath, 'kafka.tools.StorageTool', 'format', '-t', cluster, '-c', settingsFile];
  await promisify(execFile)('java', ['-XX:TieredStopAtLevel=1', ...tool]);
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
    if (java.exitCode !== null || java.signalCode !== null)
      throw new Error(`The Kafka broker ended while it started (${files.log}):\n${told.slice(-2000)}`);
    await sleep(50);
  }
};
