import { readFileSync } from 'node:fs';
import { Option, type Command } from 'commander';
import { isNoBundle, parseCheckpoint, parseNote, tellingOf, verifyBundle, type Report } from '@jwg/ledger-proof';
import { verifyFolder, verifyServed, type Verified } from '@jwg/platform';
import { exits, Failure } from '../failures.js';
import { common, type Common } from '../options.js';
import { print } from '../output.js';
import { progressBar } from '../render/progress.js';
import { servedAt } from '../served.js';
import { server } from '../server-address.js';

interface Options extends Common {
  readonly key?: string;
  readonly checkpoint?: string[];
  readonly witness?: string[];
  readonly url?: string;
  readonly deep?: boolean;
}

export const verify = (program: Command): Command =>
  common(program.command('verify [bundle]'))
    .description('verify a data folder, a running server (--url) or a bundle against what was signed')
    .option('--key <key>', 'the public key that you trust; without it, the one in the folder or the bundle')
    .option('--checkpoint <file...>', 'signed checkpoints that were kept elsewhere')
    .option('--witness <key...>', 'the public keys of witnesses who must have co-signed what is verified')
    .addOption(
      new Option(
        '--deep',
        'fold the read models of the folder anew, too, and compare every version of every row',
      ).conflicts('url'),
    )
    .option('--url <server>', 'verify what a running server shows to whom JWG_TOKEN says', server)
    .action(async (bundle: string | undefined, options: Options) => {
      if (bundle !== undefined) requireOfBundles(options);
      else requireKey(options);
      process.exitCode = bundle === undefined ? await ofLedger(options) : await ofBundle(bundle, options);
    });

/** What is asked for and not done would be taken for done. */
const requireOfBundles = ({ checkpoint, deep, url }: Options): void => {
  if (checkpoint || deep || url !== undefined)
    throw new Failure(
      'invalid',
      'A bundle is verified by itself: leave out --checkpoint, --deep and --url, or the bundle.',
    );
};

const requireKey = ({ key, url, checkpoint, witness }: Options): void => {
  if (url !== undefined && key === undefined && (checkpoint || witness))
    throw new Failure(
      'invalid',
      'Give the ledger’s public key with --key: a server does not say its own, and whoever changes a checkpoint can sign it.',
    );
};

const ofLedger = async (options: Options): Promise<number> => {
  const verified = await found(() => ledger(options));
  print(options, verified, (it) => textOf(it, options));
  const { wrong, events, checkpoint, kept } = verified;
  if (wrong.length > 0) return exits.failed;
  // Whoever removes what was signed would otherwise pass as whoever has signed all of it.
  return events > 0 && !checkpoint && kept === 0 ? exits.usage : 0;
};

const ofBundle = async (file: string, options: Options): Promise<number> => {
  const pinned = { key: options.key, witnesses: options.witness };
  const report = await found<Report>(() => verifyBundle(readFileSync(file, 'utf8'), pinned));
  if (isNoBundle(report)) throw new Failure('invalid', `This could not be verified: ${file}: ${report.wrong[0]!.what}`);
  print(options, report, (it) => tellingOf(it).join('\n'));
  return report.wrong.length > 0 ? exits.failed : 0;
};

/** What cannot be verified has one exit code, so that it is never taken for a finding. */
const found = async <T>(look: () => Promise<T>): Promise<T> => {
  try {
    return await look();
  } catch (error) {
    throw new Failure('invalid', `This could not be verified: ${(error as Error).message}`);
  }
};

const ledger = async ({ data, url, key, deep, checkpoint = [], witness }: Options): Promise<Verified> => {
  const bar = progressBar('Verifying:');
  const progress = (done: number, what: string) => bar.show(done, undefined, what);
  try {
    const kept = checkpoint.map(keptIn);
    return await (url === undefined
      ? verifyFolder({ folder: data, key, kept, witnesses: witness, deep }, progress)
      : verifyServed(servedAt(url), { key, kept, witnesses: witness }, progress));
  } finally {
    bar.end();
  }
};

/** @throws Error  the file holds no checkpoint: a mistake of whoever gave it is no finding */
const keptIn = (file: string): string => {
  const note = readFileSync(file, 'utf8');
  try {
    parseCheckpoint(parseNote(note).text);
    return note;
  } catch (error) {
    throw new Error(`${file} holds no signed checkpoint: ${(error as Error).message}`, { cause: error });
  }
};

const textOf = (
  { events, root, checkpoint, unsigned, kept, cosigned, leftOut, wrong }: Verified,
  { key, url }: Options,
): string =>
  [
    ...wrong.map(({ what }) => `WRONG  ${what}`),
    ...(wrong.length > 0 ? [] : [`${events} events, as they were stored: root ${root}`]),
    ...leftOut.map(
      ({ position, stream, by, reason }) =>
        `LEFT OUT  What the event at position ${position} does to ${stream}: ${by} had it skipped (${reason}).`,
    ),
    checkpoint
      ? `Signed  ${checkpoint.size} events, by ${checkpoint.key ?? checkpoint.origin}`
      : `${url === undefined ? 'Nothing was signed here' : 'The server shows nothing signed'}, so nothing could be compared. If there were checkpoints, somebody has removed them.`,
    ...(unsigned > 0 && checkpoint && wrong.length === 0 ? [`${unsigned} later events are not signed yet.`] : []),
    ...cosigned.map(({ witness, size }) => `Co-signed  ${size} events, by ${witness}`),
    ...(kept > 0
      ? [`Compared with ${kept === 1 ? 'a checkpoint' : `${kept} checkpoints`} that were kept elsewhere.`]
      : [ALONE]),
    ...(url === undefined ? [] : [SERVED]),
    ...(key !== undefined ? [] : [url === undefined ? OWN_KEY : NO_KEY]),
  ].join('\n');

const ALONE =
  'No checkpoint that was kept elsewhere was given: whoever holds the folder could have signed all of it anew (--checkpoint).';
const OWN_KEY = 'The key is the one in the folder. Keep it elsewhere, and give it with --key.';
const NO_KEY = 'The signature was not checked: a server does not say its key. Give it with --key.';
const SERVED =
  'Seen was what the server shows to this reader: of internal events their entries alone. Whether each history can be folded is seen in the folder.';
