import { writeFile, readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { ReportActionTaken, ReportForum } from '@jwg/application';
import { madeAs, reportFormats, sameAs, writtenForum, writtenReport, type MadeAs, type ReportFormat } from '@jwg/audit';
import { ask } from '../ask.js';
import { choice } from '../choices.js';
import { Failure } from '../failures.js';
import { onLedger, PURPOSE, type Common } from '../options.js';
import { print, say } from '../output.js';
import { pdfOf } from '../pdf.js';
import { server } from '../server-address.js';

interface Options extends Common {
  readonly side?: string;
  readonly at?: string;
  readonly basis?: 'recorded' | 'occurred';
  readonly signedOnly?: boolean;
  readonly format: ReportFormat | 'pdf';
  readonly out?: string;
  readonly purpose?: string;
  readonly check?: string;
  readonly url?: string;
}

export const report = (program: Command): Command =>
  onLedger(program.command('report [session-or-forum]'))
    .description('what became of what a session decided, for one side; or how a forum does over its sessions')
    .option('--side <side>', 'of a session: the side that answers for it')
    .option('--at <moment>', 'a position, a session id (when it closed), a day or an instant; the latest without it')
    .addOption(choice('--basis <basis>', ['recorded', 'occurred'], 'of a forum: by when it was recorded, or happened'))
    .option('--signed-only', 'of a forum: count only what rests on a text that both sides signed')
    .addOption(choice('--format <format>', [...reportFormats, 'pdf']).default('md'))
    .option('--purpose <text>', PURPOSE)
    .option('--out <file>', 'write it there, and not on standard output')
    .option('--check <file>', 'say whether the ledger still yields this report, and if not, from where on')
    .option('--url <server>', 'ask a running server, as whom JWG_TOKEN says, instead of the data folder', server)
    .action(async (subject: string | undefined, options: Options) => {
      if (options.check !== undefined) return check(options.check, options);
      const { answer, write } = await made(subjectIn(subject, options), options, options.purpose);
      if (options.json) return print(options, answer, () => '');
      const { format, out } = options;
      const file = format === 'pdf' ? await pdfOf(write('html')) : write(format);
      if (out === undefined) process.stdout.write(file);
      else await written(out, file);
    });

type Subject =
  | { readonly session: string; readonly side: string; readonly asOf?: string }
  | { readonly forum: string; readonly asOf?: string; readonly occurred?: boolean; readonly signedOnly?: boolean };

/** A session's id ends in its number; a forum's id has no point. */
const subjectIn = (id: string | undefined, { side, at: asOf, basis, signedOnly }: Options): Subject => {
  if (id === undefined)
    throw new Failure('invalid', 'Name a session and its --side, or a forum, or a file to --check.');
  if (!id.includes('.')) {
    if (side !== undefined)
      throw new Failure('invalid', 'A report of a forum has both sides in it. Leave --side out, or name a session.');
    return { forum: id, asOf, occurred: basis === 'occurred', signedOnly };
  }
  if (side === undefined) throw new Failure('invalid', `Name the --side that answers for ${id}.`);
  if (basis !== undefined || signedOnly)
    throw new Failure('invalid', 'A report of a session takes neither --basis nor --signed-only. Name a forum.');
  return { session: id, side, asOf };
};

interface Made {
  readonly answer: object;
  readonly write: (format: ReportFormat) => string;
}

/** @param purpose  what it is for; a report that is only compared with is read for nothing */
const made = async (subject: Subject, options: Options, purpose?: string): Promise<Made> => {
  if ('forum' in subject) {
    const { forum, asOf, occurred, signedOnly } = subject;
    const asked = {
      forum,
      asOf,
      ...(occurred && { asOfBasis: 'occurred' }),
      ...(signedOnly && { signedOnly }),
      purpose,
    };
    const answer = await ask(options, ReportForum, asked);
    return { answer, write: (format) => writtenForum(answer, format) };
  }
  const { session, side, asOf } = subject;
  const answer = await ask(options, ReportActionTaken, { sessionId: session, side, asOf, purpose });
  const { tree, ...found } = answer;
  return { answer, write: (format) => writtenReport(found, tree, format) };
};

const check = async (file: string, options: Options): Promise<void> => {
  const given = await read(file);
  const as = madeAs(given);
  if (!as) throw new Failure('invalid', `${file} is no report in Markdown, HTML or CSV.`);
  const { write } = await made(as, options);
  const sameness = sameAs(given, write(as.format));
  if (sameness.same) return say(`The ledger still yields this report: ${namesOf(as)}.`);
  const way =
    'from' in sameness
      ? `The two differ from event ${sameness.from} on.`
      : `Line ${sameness.line} of the report differs${'forum' in as ? '' : '; the events are the same'}.`;
  throw new Failure('failed', `The ledger does not yield this report. ${way}`);
};

const namesOf = (as: MadeAs): string =>
  'forum' in as ? `${as.forum}, as of ${as.asOf}` : `${as.session}, ${as.side}, position ${as.asOf}`;

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
