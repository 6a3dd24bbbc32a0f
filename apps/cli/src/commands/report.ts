import { writeFile, readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { ReportActionTaken } from '@jwg/application';
import { madeAs, reportFormats, sameAs, writtenReport, type ReportFormat } from '@jwg/audit';
import { ask } from '../ask.js';
import { choice } from '../choices.js';
import { Failure } from '../failures.js';
import { onLedger, type Common } from '../options.js';
import { print, say } from '../output.js';
import { pdfOf } from '../pdf.js';
import { server } from '../server-address.js';

interface Options extends Common {
  readonly side?: string;
  readonly at?: string;
  readonly format: ReportFormat | 'pdf';
  readonly out?: string;
  readonly check?: string;
  readonly url?: string;
}

export const report = (program: Command): Command =>
  onLedger(program.command('report [session]'))
    .description('what became of what a session decided, point by point, as one side answers for it')
    .option('--side <side>', 'the side that answers for it')
    .option('--at <moment>', 'a position, a session id (when it closed), a day or an instant; the latest without it')
    .addOption(choice('--format <format>', [...reportFormats, 'pdf']).default('md'))
    .option('--out <file>', 'write it there, and not on standard output')
    .option('--check <file>', 'say whether the ledger still yields this report, and if not, from which event on')
    .option('--url <server>', 'ask a running server, as whom JWG_TOKEN says, instead of the data folder', server)
    .action(async (session: string | undefined, options: Options) => {
      if (options.check !== undefined) return check(options.check, options);
      if (session === undefined || options.side === undefined)
        throw new Failure('invalid', 'Name a session and its --side, or a file to --check.');
      const asked = { sessionId: session, side: options.side, asOf: options.at };
      const { tree, ...found } = await ask(options, ReportActionTaken, asked);
      if (options.json) return print(options, { ...found, tree }, () => '');
      const { format, out } = options;
      const file =
        format === 'pdf' ? await pdfOf(writtenReport(found, tree, 'html')) : writtenReport(found, tree, format);
      if (out === undefined) process.stdout.write(file);
      else await written(out, file);
    });

const check = async (file: string, options: Options): Promise<void> => {
  const given = await read(file);
  const made = madeAs(given);
  if (!made) throw new Failure('invalid', `${file} is no report in Markdown, HTML or CSV.`);
  const { session, side, position, format } = made;
  const asked = { sessionId: session, side, asOf: String(position) };
  const { tree, ...found } = await ask(options, ReportActionTaken, asked);
  const sameness = sameAs(given, writtenReport(found, tree, format));
  if (sameness.same) return say(`The ledger still yields this report: ${session}, ${side}, position ${position}.`);
  const way =
    'from' in sameness
      ? `The two differ from event ${sameness.from} on.`
      : `The events are the same; line ${sameness.line} of the report is not.`;
  throw new Failure('failed', `The ledger does not yield this report. ${way}`);
};

const read = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new Failure('invalid', `${file} cannot be read: ${(error as Error).message}`);
  }
};

const written = async (out: string, file: string | Uint8Array): Promise<void> => {
  try {
    await writeFile(out, file);
  } catch (error) {
    throw new Failure('cannotWrite', `${out} cannot be written: ${(error as Error).message}`);
  }
};
