import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { alone } from '../alone.ts';
import { answers, install } from '../debian.ts';

const run = promisify(execFile);

const KAFKA = '4.1.1';
const OLDEST_JAVA = 17;

/** Shared by all clones of one user, since it is 43 MB. */
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'jwg-ledger', `kafka-${KAFKA}`);
const jars = join(cache, 'libs');

/**
 * The class path of Apache Kafka. Maven fetches it the first time; apt-get installs Java and Maven, if it may.
 *
 * @throws Error  with one plain sentence, when something is missing that cannot be installed
 */
export const kafkaClassPath = async (): Promise<string> => {
  if (!(await hasJava()) || !existsSync(jars)) await alone(`${cache}.lock`, fetchWhatIsMissing);
  return join(jars, '*');
};

const fetchWhatIsMissing = async () => {
  if (!(await hasJava())) await install('openjdk-17-jre-headless', `A Kafka broker needs Java ${OLDEST_JAVA} or newer`);
  if (existsSync(jars)) return;
  if (!(await answers('mvn', '--version'))) await install('maven', 'A Kafka broker needs Maven (mvn)');
  await fetchJars();
};

const hasJava = async () => {
  const told = await answers('java', '-version');
  return Number(/version "(\d+)/.exec(told ?? '')?.[1]) >= OLDEST_JAVA;
};

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>jwg-ledger</groupId>
  <artifactId>kafka-broker</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.kafka</groupId>
      <artifactId>kafka_2.13</artifactId>
      <version>${KAFKA}</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-simple</artifactId>
      <version>1.7.36</version>
    </dependency>
  </dependencies>
</project>
`;

/** Fetches all jars or none: the folder is renamed after the last one has arrived. */
const fetchJars = async () => {
  process.stderr.write(`Fetching Apache Kafka ${KAFKA} (43 MB, once) …\n`);
  await mkdir(cache, { recursive: true });
  const unfinished = await mkdtemp(join(cache, 'fetching-'));
  try {
    await writeFile(join(unfinished, 'pom.xml'), POM);
    const libs = join(unfinished, 'libs');
    await run('mvn', ['-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${libs}`], { cwd: unfinished });
    await rename(libs, jars);
  } catch (error) {
    const { stdout, message } = error as { stdout?: string; message: string };
    throw new Error(`Maven could not fetch Kafka ${KAFKA}: ${lastLine(stdout || message)}`, { cause: error });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
};

const lastLine = (text: string) => text.trim().split('\n').at(-1);
