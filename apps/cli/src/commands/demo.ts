import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Command } from 'commander';
import { GetMatrix, GetTimeline, told } from '@jwg/application';
import { catchUp, withApp } from '../app.js';
import { renderImported } from '../render/imported.js';
import { renderMatrix } from '../render/matrix.js';
import { renderTimeline } from '../render/timeline.js';
import { importFile } from './import.js';

const root = join(import.meta.dirname, '../../../../..');
const examples = join(root, 'docs/examples/cpec');

export const demo = (program: Command): Command =>
  program
    .command('demo')
    .description('the examples: real sessions, imported into a data folder of their own and shown')
    .option('--data <folder>', 'the data folder', process.env.JWG_DATA ?? join(root, 'demo-data'))
    .option('--once', 'end after printing')
    .action(({ data }: { data: string; once?: boolean }) =>
      withApp(data, 'write', async ({ commands, queries, platform }) => {
        const say = (text: string) => process.stdout.write(`${text}\n\n`);
        for (const file of readdirSync(examples).sort())
          say(
            renderImported(
              await importFile(commands, relative(process.cwd(), join(examples, file)), { actor: 'demo' }),
            ),
          );
        await catchUp(platform);
        say(renderMatrix(await queries.execute(told(GetMatrix, { forum: 'cpec-jwg-st' }))));
        say(renderTimeline(await queries.execute(told(GetTimeline, { subject: 'cpec-jwg-gwadar.0.c1' }))));
        say(whatNext(relative(process.cwd(), data)));
      }),
    );

const whatNext = (data: string): string =>
  [
    'Try next:',
    `  npm run -s jwg -- status cpec-jwg-st.2.c1 --data ${data}              why it stands where it stands`,
    `  npm run -s jwg -- session cpec-jcc.11 --data ${data}                  draft against signed text`,
    `  npm run -s jwg -- matrix cpec-jcc --data ${data} --basis occurred --as-of 2023-01-01`,
    `  npm run -s jwg -- matrix cpec-jcc --data ${data} --basis occurred --as-of 2023-08-01`,
    `  npm run -s jwg -- silence cpec-jwg-st --data ${data} --months 12 --include-unsigned`,
    '  npm run -s jwg -- --help',
  ].join('\n');
