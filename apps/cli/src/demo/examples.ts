import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { GetTimeline, parseInput } from '@jwg/application';
import { productFolder } from '@jwg/platform';
import { catchUp, type App } from '../app.js';
import { importFile } from '../commands/import.js';

/** The real records, then the one that is made up. */
const folders = ['docs/examples/cpec', 'docs/examples/sample'].map((it) => join(productFolder, it));

/** Imports each example, and says what it brought. */
export const importExamples = async ({ commands }: App, say: (it: Awaited<ReturnType<typeof importFile>>) => void) => {
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .sort()
      .map((file) => relative(process.cwd(), join(folder, file))),
  );
  for (const file of files) say(await importFile(commands, file, { actor: 'demo' }));
};

/** The position before the made-up record was corrected. */
export const beforeCorrection = async ({ queries, platform }: App): Promise<number> => {
  await catchUp(platform);
  const asked = parseInput(GetTimeline, { subject: 'sample-group.1', types: ['RecordCorrected'] });
  const { entries } = await queries.execute(asked);
  return entries[0]!.position - 1;
};
