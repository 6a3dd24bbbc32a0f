import type { Query } from '@nestjs/cqrs';
import { type Command } from 'commander';
import { ExportCommitments, ExportEvents, ExportProvenance, parseInput, type Export } from '@jwg/application';
import { variable } from '@jwg/platform';
import { addressOf } from '../addresses.js';
import { withApp } from '../app.js';
import { inOptions } from '../ask.js';
import { choice } from '../choices.js';
import { Failure } from '../failures.js';
import { goingOn } from '../going-on.js';
import { onLedger, PURPOSE, wholeNumber, type Common } from '../options.js';
import { receive } from '../server.js';
import { server } from '../server-address.js';
import { writeTo } from '../write-to.js';

const kinds = { ndjson: ExportEvents, csv: ExportCommitments, prov: ExportProvenance } as const;
type Format = keyof typeof kinds;
const formats = Object.keys(kinds) as Format[];

const types: Readonly<Record<Format, string>> = {
  ndjson: 'application/x-ndjson',
  csv: 'text/csv',
  prov: 'application/ld+json',
};

interface Options extends Common {
  readonly all?: boolean;
  readonly format: Format;
  readonly after?: number;
  readonly asOf?: string;
  readonly output?: string;
  readonly purpose?: string;
  readonly url?: string;
}

export const exporting = (program: Command): Command =>
  onLedger(program.command('export [forum]'))
    .description(
      'a forum, or the whole ledger, for other programs: its events, its commitments, or where they come from',
    )
    .option('--all', 'the whole ledger, and no forum alone')
    .addOption(
      choice(
        '--format <format>',
        formats,
        'CloudEvents line by line, commitments for a spreadsheet, or PROV-O',
      ).default('ndjson'),
    )
    .option('--after <position>', 'go on after this position: that of the last line that arrived', wholeNumber('after'))
    .option('--as-of <moment>', 'a position, a session id (when it closed), a day or an instant; now without it')
    .option('--purpose <text>', PURPOSE)
    .option('--out, --output <file>', 'write it there, and not on standard output')
    .option('--url <server>', 'ask a running server, as whom JWG_TOKEN says, instead of the data folder', server)
    .action(async (forum: string | undefined, options: Options) => {
      if ((forum === undefined) !== (options.all === true))
        throw new Failure('invalid', 'Name a forum, or --all for the whole ledger.');
      const { after, asOf, format, purpose } = options;
      const fields = { forum, after, asOf, purpose };
      try {
        await (options.url === undefined ? here(options, fields) : there(options.url, options, fields));
      } catch (error) {
        throw inOptions(error as Error, kinds[format].name, fields);
      }
    });

interface Fields {
  readonly forum?: string;
  readonly after?: number;
  readonly asOf?: string;
  readonly purpose?: string;
}

const here = ({ data, format, output }: Options, fields: Fields): Promise<void> =>
  withApp(data, 'read', async ({ queries }) => {
    const { written } = await queries.execute<Query<Export>, Export>(parseInput(kinds[format], fields));
    return writeTo(output, written(variable(process.env, 'JWG_PUBLIC_URL') ?? 'http://localhost:3000'));
  });

const there = (url: string, { format, output }: Options, fields: Fields): Promise<void> => {
  const from = (after?: number) =>
    receive(url + addressOf(kinds[format].name, { ...fields, after }), { accept: types[format] });
  return writeTo(output, goingOn(from, format, fields.after));
};
