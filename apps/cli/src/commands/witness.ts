import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { checkEvidence, kindOf, openWitness, type Evidence, type Looked, type OpenWitness } from '@jwg/platform';
import { exits, Failure } from '../failures.js';
import { wholeNumber } from '../options.js';
import { print, say } from '../output.js';
import { server } from '../server-address.js';

interface Options {
  readonly key?: string;
  readonly url?: string;
  readonly ledger?: string;
  readonly name?: string;
  readonly every: number;
  readonly once?: boolean;
  readonly check?: string;
  readonly json?: boolean;
}

export const witness = (program: Command): Command =>
  program
    .command('witness')
    .description('co-sign what a ledger signs, as long as it begins with what was seen before; or check evidence')
    .option('--key <file>', 'the witness’s key; made if missing. What it has seen is kept beside it')
    .option('--url <server>', 'the ledger, at an address that needs no token', server)
    .option('--ledger <key>', 'the ledger’s public key, as you were told it; else the first that it shows is trusted')
    .option('--name <name>', 'the name in a new key, like secretariat-pk')
    .option('--every <seconds>', 'how often to look', wholeNumber('every'), 5)
    .option('--once', 'look once and end')
    .option('--check <evidence>', 'check the evidence that a witness has kept, and end')
    .option('--json', 'print JSON, one line for each look that brought something')
    .action((options: Options) => (options.check === undefined ? watch(options) : check(options.check, options)));

const check = (file: string, options: Options): void => {
  const checked = read(file);
  print(options, checked, ({ proved, what }) => `${proved ? 'PROVED' : 'NOT PROVED'}  ${what}`);
  if (checked.proved) process.exitCode = exits.failed;
};

/** What cannot be checked has one exit code, so that it is never taken for a finding. */
const read = (file: string) => {
  try {
    return checkEvidence(JSON.parse(readFileSync(file, 'utf8')) as Evidence);
  } catch (error) {
    throw new Failure('invalid', `This could not be checked: ${(error as Error).message}`);
  }
};

const watch = async ({ key, url, ...options }: Options): Promise<void> => {
  if (key === undefined || url === undefined)
    throw new Failure('invalid', 'Name the witness’s key with --key, and the ledger with --url.');
  const opened = await openWitness({ key, url, ...options }).catch((error: Error) => {
    throw error instanceof TypeError ? new Failure('invalid', error.message) : error;
  });
  tell(options, { witness: opened.publicKey, ledger: opened.ledger }, introduction(opened));
  for (;;) {
    const looked = await lookAt(opened, options);
    if (looked && 'seen' in looked) process.exitCode = exits.failed;
    if (options.once || looked?.outcome === 'contradicts') return;
    await sleep(options.every * 1000);
  }
};

/** A ledger that is away comes back; everything else ends the witness. */
const lookAt = async ({ witness: it }: OpenWitness, options: Options): Promise<Looked | undefined> => {
  try {
    const looked = await it.look();
    if (looked.outcome !== 'nothingNew') tell(options, looked, inWords(looked));
    return looked;
  } catch (error) {
    if (options.once || kindOf(error) !== 'unavailable') throw error;
    process.stderr.write(`${(error as Error).message}\n`);
    return undefined;
  }
};

const tell = ({ json }: Partial<Options>, it: object, text: string): void => say(json ? JSON.stringify(it) : text);

const introduction = ({ publicKey, ledger, trustedNow }: OpenWitness): string =>
  [
    `Witness  ${publicKey}`,
    `Ledger   ${ledger}`,
    ...(trustedNow
      ? ['This key of the ledger was taken from the ledger itself and is trusted from now on. Compare it by telephone.']
      : []),
  ].join('\n');

const inWords = (it: Looked): string => {
  if (!('seen' in it)) return `Co-signed ${it.size} events`;
  const kept = it.evidence === undefined ? '' : ` Both checkpoints are in ${it.evidence}.`;
  const among = `${it.size} events after ${it.seen}`;
  switch (it.outcome) {
    case 'contradicts':
      return `REFUSED  The ledger shows ${among}, and another history. It has contradicted itself.${kept}`;
    case 'isOlder':
      return `REFUSED  The ledger shows ${among}: it was put back, or this is an old copy.${kept}`;
    case 'isNotProved':
      return `REFUSED  The ledger shows ${among}, and its hashes do not lead to what it has signed.${kept}`;
  }
};
