import { once } from 'node:events';
import type { Command } from 'commander';
import { everyLine, everyStep, parseInput, ReplayHistory, type HistoryPage } from '@jwg/application';
import { csvText, jsonLines, printable } from '@jwg/audit';
import type { ToldStep } from '@jwg/platform';
import { withApp } from '../app.js';
import { ask, inOptions } from '../ask.js';
import { choice } from '../choices.js';
import { Failure } from '../failures.js';
import { reading, type Reading } from '../options.js';
import { stepCells, stepColumns, stepText } from '../render/replay.js';
import { sheetOf } from '../render/sheet.js';
import { stepThrough } from '../step-through.js';

interface Options extends Reading {
  readonly from?: string;
  readonly to?: string;
  readonly basis?: 'recorded' | 'occurred';
  readonly step?: boolean;
}

const PAGE = 500;

export const replay = (program: Command): Command =>
  reading(program.command('replay <subject>'))
    .description('the history of a forum, a session or a commitment, event by event, with the status after each')
    .option(
      '--from <moment>',
      'from this position, day or instant on, or after this session closed; else the beginning',
    )
    .option('--to <moment>', 'up to this position, session (when it closed), day or instant; else now')
    .addOption(choice('--basis <basis>', ['recorded', 'occurred'], 'in the order in which it was'))
    .option('--step', 'one step at a time: → and ←, Home and End; q ends')
    .action(async (subject: string, options: Options) => {
      const { from, to, basis, lang } = options;
      const asked = { subject, from, to, basis, lang };
      if (options.step && (options.json || options.csv))
        throw new Failure('invalid', '--step is for a terminal; leave out --json and --csv, or --step.');
      const { width } = sheetOf(options, '');
      await answering(options, asked, (history) => {
        if (options.step) return stepThrough(history.load, (it) => stepText(it, width));
        return options.json ? printLines(history.lines()) : print(options, history.pages(), width);
      });
    });

type Load = (after: number | undefined) => Promise<HistoryPage>;

interface History {
  readonly load: Load;
  readonly pages: () => AsyncIterable<readonly ToldStep[]>;
  /** As lines of JSON. */
  readonly lines: () => AsyncIterable<string | Uint8Array>;
}

/** Opens the ledger once, however many pages are asked for. */
const answering = async (
  options: Options,
  asked: { subject: string; basis?: string },
  work: (history: History) => Promise<void>,
): Promise<void> => {
  const query = (after?: number) => ({ ...asked, after, limit: PAGE });
  if (options.url !== undefined) {
    const load: Load = (after) => ask(options, ReplayHistory, query(after));
    return work(pageByPage(load));
  }
  try {
    const whole = parseInput(ReplayHistory, asked);
    // A forum may have millions of events, and they lie in the log in the order in which they were recorded.
    const isLog = !asked.subject.includes('.') && asked.basis !== 'occurred' && !options.step;
    const needsRows = !isLog || options.from !== undefined || options.to !== undefined;
    await withApp(options.data, needsRows ? 'read' : 'inspect', ({ queries, platform, folder }) => {
      const load: Load = (after) => queries.execute(parseInput(ReplayHistory, query(after)));
      if (!isLog) return work(pageByPage(load));
      return work({ load, pages: () => everyStep(platform, whole), lines: () => everyLine(platform, whole, folder) });
    });
  } catch (error) {
    throw inOptions(error as Error, ReplayHistory.name, {});
  }
};

const pageByPage = (load: Load): History => ({ load, pages: () => pagesOf(load), lines: () => linesOf(pagesOf(load)) });

async function* pagesOf(load: Load): AsyncGenerator<readonly ToldStep[]> {
  for (let after: number | undefined; ;) {
    const { steps, next } = await load(after);
    yield steps;
    if (next === undefined) return;
    after = next;
  }
}

async function* linesOf(pages: AsyncIterable<readonly ToldStep[]>): AsyncGenerator<string> {
  for await (const steps of pages) if (steps.length > 0) yield jsonLines(steps);
}

const printLines = async (lines: AsyncIterable<string | Uint8Array>) => {
  for await (const some of lines) await write(some);
};

const print = async ({ csv }: Options, pages: AsyncIterable<readonly ToldStep[]>, width: number) => {
  if (csv) await write(csvText([stepColumns]));
  let isFirst = true;
  for await (const steps of pages) {
    if (steps.length === 0) continue;
    if (csv) await write(csvText(steps.map(stepCells)));
    else await write(`${isFirst ? '' : '\n'}${printable(steps.map((it) => stepText(it, width)).join('\n\n'))}\n`);
    isFirst = false;
  }
  if (isFirst && !csv) await write('No steps.\n');
};

/** Waits until whoever reads has taken it, so that nothing piles up. */
const write = async (text: string | Uint8Array): Promise<void> => {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
};
