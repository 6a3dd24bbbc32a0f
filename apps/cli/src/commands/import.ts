import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { CommandBus } from '@nestjs/cqrs';
import type { Command } from 'commander';
import { ImportRecord, readRecordFile, Unreadable, type Imported } from '@jwg/application';
import { under } from '@jwg/platform';
import { catchUp, withApp } from '../app.js';
import { exits, Failure } from '../failures.js';
import { common, type Common } from '../options.js';
import { print } from '../output.js';
import { renderImported } from '../render/imported.js';
import { progressBar } from '../render/progress.js';

interface Options extends Common {
  dryRun?: boolean;
  actor: string;
}

export const importRecord = (program: Command): Command =>
  common(program.command('import <file...>'))
    .description(
      'take records in from YAML or JSON; each file wholly or not at all, and the same file twice changes nothing',
    )
    .option('--dry-run', 'only tell what would be written, and every problem')
    .option('--actor <name>', 'the recorder who imports', process.env.USER ?? 'operator')
    .action((files: string[], options: Options) =>
      withApp(options.data, 'write', async ({ commands, platform }) => {
        const results: Imported[] = [];
        for (const file of files) results.push(await importFile(commands, file, options));
        await catchUp(platform);
        print(options, results, (all) => all.map(renderImported).join('\n\n'));
        if (results.some(({ problems }) => problems.length > 0)) process.exitCode = exits.refused;
      }),
    );

/** One file, as one recorder's deed. */
export const importFile = async (
  commands: CommandBus,
  file: string,
  { dryRun, actor }: Pick<Options, 'dryRun' | 'actor'>,
): Promise<Imported> => {
  const content = await contentOf(file);
  const bar = progressBar(basename(file));
  const command = new ImportRecord({ file, content, dryRun, progress: bar.show.bind(bar) });
  try {
    return await under({ actor: { id: actor, role: 'recorder' }, commandId: randomUUID() }, () =>
      commands.execute(command),
    );
  } finally {
    bar.end();
  }
};

const contentOf = async (file: string): Promise<Uint8Array> => {
  try {
    return await readRecordFile(file);
  } catch (error) {
    if (error instanceof Unreadable)
      throw new Failure(
        'REFUSED',
        error.findings.map(({ rule, wayOut }) => `${file}: ${[rule, wayOut].filter(Boolean).join(' ')}`).join('\n'),
      );
    throw new Failure('USAGE', `${file} cannot be read: ${(error as Error).message}`);
  }
};
