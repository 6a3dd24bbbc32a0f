import type { Command } from 'commander';
import { relayStanding, replayBeside, settingsIn, type RelayStanding } from '@jwg/platform';
import { exits, Failure } from '../failures.js';
import { figuresOf } from '../figures.js';
import { onLedger, tabular, wholeNumber, type Common, type Table } from '../options.js';
import { print, type Views } from '../output.js';
import { progressBar } from '../render/progress.js';
import { wrap } from '../render/table.js';
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
    .option('--url <process>', 'a serving process or worker whose own counts are to be told, too', server)
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
  const standing = await relayStanding(settings(options));
  const counted = options.url === undefined ? undefined : await figuresOf(options.url, 'jwg_relay_');
  print(options, { ...standing, ...(counted && { counted }) }, views);
  if (standing.role === 'silent' || standing.refusal !== undefined) process.exitCode = exits.failed;
};

type Standing = RelayStanding & { readonly counted?: Readonly<Record<string, number>> };

const views: Views<Standing> = {
  text: (it, { width }) =>
    [
      `Role       ${roles[it.role](it)}`,
      `Published  ${it.position === -1 ? 'nothing' : `up to position ${it.position}`}, ${it.lag === 0 ? 'to the end of the ledger' : `${it.lag} events behind its end`}`,
      ...(it.refusal ? [`Refuses    ${it.refusal}`] : []),
      ...(it.counted
        ? Object.entries(it.counted).map(([name, count]) => `${count.toLocaleString('en').padStart(9)}  ${name}`)
        : ['Transactions, errors and fencings are counted by the process that relays: --url asks it.']),
    ]
      .flatMap((line) => wrap(line, width))
      .join('\n'),
  csv: ({ role, owner, heard, position, lag, refusal, counted = {} }) => [
    ['name', 'value'],
    ...Object.entries({ role, owner, heard, position, lag, ...(refusal && { refusal }), ...counted }),
  ],
};

const roles = {
  active: ({ owner, heard }: RelayStanding) => `active: ${owner}, heard ${ago(heard!)} ago`,
  silent: ({ owner, heard }: RelayStanding) =>
    `silent: nobody relays; ${owner} was the last, heard ${ago(heard!)} ago, at ${heard}`,
  none: () => 'none: nothing was ever relayed under this prefix',
};

const ago = (time: string): string => {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(time)) / 1000));
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60).toLocaleString('en')} min`;
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
