import type { Command } from 'commander';
import { relayStanding, replayBeside, settingsIn, variable } from '@jwg/platform';
import { exits, Failure } from '../failures.js';
import { figuresOf, sourceOf } from '../figures.js';
import { onLedger, tabular, wholeNumber, type Common, type Table } from '../options.js';
import { print } from '../output.js';
import { progressBar } from '../render/progress.js';
import { countedViews, views } from '../render/relay.js';
import { server } from '../server-address.js';

interface StatusOptions extends Table {
  readonly url?: string;
}

interface ReplayOptions extends Common {
  readonly from: number;
  readonly to: number;
  readonly topic: string;
}

export const relay = (program: Command): Command => {
  const group = program.command('relay').description('the relay into Kafka, which the settings of the server name');
  tabular(onLedger(group.command('status')))
    .description('who relays, how far, and how far behind the ledger; also beside a server that runs')
    .option(
      '--url <process>',
      'a server or worker whose own counts are to be told, too; alone where no brokers are set here',
      server,
    )
    .action(status);
  onLedger(group.command('replay'))
    .description('publish a part of the ledger once more, into a topic of its own; run again, it goes on where it was')
    .requiredOption('--from <position>', 'the first position', wholeNumber('from'))
    .requiredOption('--to <position>', 'the last position', wholeNumber('to'))
    .requiredOption('--topic <name>', '<prefix>.replay.<name>, or the name alone: lower-case letters, digits, hyphens')
    .action(replay);
  return group;
};

const settings = ({ data }: Common) => settingsIn({ ...process.env, JWG_DATA: data });

const status = async (options: StatusOptions): Promise<void> => {
  const { url } = options;
  const counted = url === undefined ? undefined : await figuresOf(url, 'jwg_relay_');
  const known = settings(options);
  if (counted && !known.kafka) return print(options, { counted }, countedViews);
  const isSet = variable(process.env, 'JWG_PUBLIC_URL') !== undefined;
  const there = isSet || url === undefined ? undefined : await sourceOf(url);
  const standing = await relayStanding(there === undefined ? known : { ...known, publicUrl: there });
  const isGuessed = !isSet && there === undefined;
  print(options, { ...standing, ...(counted && { counted }), ...(isGuessed && { guessed: known.publicUrl }) }, views);
  if (standing.role === 'silent' || standing.refusal !== undefined) process.exitCode = exits.failed;
};

const replay = async ({ from, to, topic, ...options }: ReplayOptions): Promise<void> => {
  const stop = new AbortController();
  const breakOff = () => stop.abort(new Failure('interrupted', 'Broken off; the same command goes on where it was.'));
  const signals = ['SIGINT', 'SIGTERM'] as const;
  signals.forEach((signal) => process.once(signal, breakOff));
  const bar = progressBar('');
  try {
    const done = await replayBeside(settings(options), {
      ...{ from, to, topic, signal: stop.signal },
      progress: ({ position }) => bar.show(position - from + 1, to - from + 1, topic),
    });
    bar.end();
    print(options, done, (it) =>
      it.alreadyFinished
        ? `${it.topic} held positions ${from} to ${to} already: ${it.events} published events. Nothing was done.`
        : `${it.topic} holds positions ${from} to ${to}: ${it.events} published events, each once.`,
    );
  } catch (error) {
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    bar.end();
    signals.forEach((signal) => process.off(signal, breakOff));
  }
};
