import type { Command } from 'commander';
import { projections, rebuild as rebuildRows } from '@jwg/read-models';
import { withApp } from '../app.js';
import { Failure } from '../failures.js';
import { onLedger, type Common } from '../options.js';
import { print } from '../output.js';
import { progressBar } from '../render/progress.js';

export const rebuild = (program: Command): Command =>
  onLedger(program.command('rebuild [read-model...]'))
    .description('fold the whole ledger into fresh read models beside the live ones, and swap them in')
    .action((names: string[], options: Common) =>
      withApp(options.data, 'mend', async ({ platform }) => {
        const known = projections.map(({ name }) => name);
        const unknown = names.find((name) => !known.includes(name));
        if (unknown) throw new Failure('invalid', `There is no read model ${unknown}; there are ${known.join(', ')}.`);
        const rebuilt = projections.filter(({ name }) => names.length === 0 || names.includes(name));
        const { rows, enciphered } = platform;
        const end = ((await enciphered.last())?.position ?? -1) + 1;
        for (const [n, projection] of rebuilt.entries()) {
          const bar = progressBar(`${projection.name} (${n + 1} of ${rebuilt.length})`);
          let handled = 0;
          await rebuildRows(rows, projection, {
            readAll: async (after, limit) => {
              const page = await enciphered.readAll(after, limit);
              bar.show((handled += page.length), end);
              return page;
            },
          });
          bar.end();
        }
        const position = await rows.position(...rebuilt);
        print(
          options,
          { rebuilt: rebuilt.map(({ name }) => name), position },
          (it) => `Rebuilt ${it.rebuilt.join(', ')}, up to position ${position}.`,
        );
      }),
    );
