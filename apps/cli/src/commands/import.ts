import { randomUUID } from 'node:crypto';
import { basename, extname } from 'node:path';
import type { CommandBus } from '@nestjs/cqrs';
import type { Command } from 'commander';
import { ImportRecord, readRecordFile, Unreadable, type Imported } from '@jwg/application';
import { within, type DoubtCode } from '@jwg/platform';
import { catchUp, withApp } from '../app.js';
import { exits } from '../failures.js';
import { onLedger, confirmed, tabular, type Table } from '../options.js';
import { print } from '../output.js';
import { importedViews } from '../render/imported.js';
import { progressBar } from '../render/progress.js';
import { request } from '../server.js';
import { server } from '../server-address.js';

interface Options extends Table {
  dryRun?: boolean;
  strict?: boolean;
  confirm?: DoubtCode[];
  actor: string;
  url?: string;
}

export const importRecord = (program: Command): Command =>
  tabular(onLedger(program.command('import <file...>')))
    .description(
      'take records in from YAML or JSON; each file wholly or not at all, and the same file twice changes nothing',
    )
    .option('--dry-run', 'only say what would be written, and every problem')
    .option('--strict', 'what is implausible is a problem, and no warning')
    .addOption(confirmed())
    .option('--actor <name>', 'the recorder who imports', process.env.USER ?? 'operator')
    .option('--url <server>', 'through a running server, as whom JWG_TOKEN says', server)
    .action(async (files: string[], options: Options) => {
      const results = options.url === undefined ? await here(files, options) : await there(options.url, files, options);
      print(options, results, importedViews);
      if (results.some(({ problems }) => problems.length > 0)) process.exitCode = exits.refused;
    });

const here = (files: readonly string[], options: Options): Promise<Imported[]> =>
  withApp(options.data, 'write', async ({ commands, platform }) => {
    const results: Imported[] = [];
    for (const file of files) results.push(await importFile(commands, file, options));
    await catchUp(platform);
    return results;
  });

const there = async (
  url: string,
  files: readonly string[],
  { dryRun = false, strict = false, confirm = [] }: Options,
): Promise<Imported[]> => {
  const results: Imported[] = [];
  for (const file of files) {
    const content = await contentOf(file);
    if ('problems' in content) {
      results.push(content);
      continue;
    }
    const type = extname(file).toLowerCase() === '.json' ? 'json' : 'yaml';
    const answer = await request({
      url: `${url}/v1/imports?dryRun=${dryRun}${strict ? '&strict=true' : ''}${confirm.map((it) => `&confirm=${it}`).join('')}`,
      headers: { 'content-type': `application/${type}` },
      body: Uint8Array.from(content),
      unless: (problem) =>
        problem.type?.endsWith(':import-problems') ? { ...nothing(dryRun), ...problem } : undefined,
    });
    results.push(named(file, answer as Imported));
  }
  return results;
};

const nothing = (dryRun: boolean): Omit<Imported, 'file' | 'problems'> => ({
  dryRun,
  events: 0,
  known: 0,
  commitments: [],
  sessions: [],
  forums: [],
  institutions: [],
  moreProblems: 0,
  unjudged: 0,
  warnings: [],
});

/** Adds the name of the file, which the server does not know. */
const named = (file: string, { problems, warnings, ...rest }: Imported): Imported => ({
  ...rest,
  file,
  problems: problems.map((it) => ({ ...it, file })),
  warnings: warnings.map((it) => ({ ...it, file })),
});

/** Imports one file as one recorder's command. */
export const importFile = async (
  commands: CommandBus,
  file: string,
  { dryRun, strict, confirm, actor }: Pick<Options, 'dryRun' | 'strict' | 'confirm' | 'actor'>,
): Promise<Imported> => {
  const content = await contentOf(file);
  if ('problems' in content) return content;
  const bar = progressBar(basename(file));
  const command = new ImportRecord({ file, content, dryRun, strict, confirm, progress: bar.show.bind(bar) });
  try {
    return await within({ actor: { id: actor, role: 'recorder' }, commandId: randomUUID() }, () =>
      commands.execute(command),
    );
  } finally {
    bar.end();
  }
};

/** The file's bytes. A file that cannot be read has this as its one problem, and the other files are still imported. */
const contentOf = async (file: string): Promise<Uint8Array | Imported> => {
  try {
    return await readRecordFile(file);
  } catch (error) {
    const found =
      error instanceof Unreadable
        ? error.findings
        : [{ rule: `The file cannot be read: ${(error as Error).message}.`, wayOut: undefined }];
    const look = 'See whether the file is there, and whether this user may read it.';
    const problems = found.map(({ rule, wayOut = look }) => ({ file, line: 1, column: 1, field: '', rule, wayOut }));
    return { ...nothing(false), file, problems };
  }
};
