import type { Command } from 'commander';
import { checkSettings, settingsIn } from '@jwg/platform';
import { exits } from '../failures.js';
import { onLedger, tabular, type Table } from '../options.js';
import { print, type Views } from '../output.js';
import { wrap } from '../render/table.js';

export const config = (program: Command): Command => {
  const group = program.command('config').description('what the environment sets for a server');
  tabular(onLedger(group.command('check')))
    .description('try every connection that the settings name, make and change nothing, and say what to mend')
    .action(async ({ data, ...options }: Table) => {
      const findings = await checkSettings(settingsIn({ ...process.env, JWG_DATA: data }));
      print(options, findings, views);
      // A server that did not answer in time may keep its connection open, and this process with it.
      process.stdout.write('', () => process.exit(findings.every(({ ok }) => ok) ? exits.done : exits.failed));
    });
  return group;
};

type Finding = Awaited<ReturnType<typeof checkSettings>>[number];

const views: Views<readonly Finding[]> = {
  text: (all, { width }) => all.flatMap((it) => linesOf(it, width)).join('\n'),
  csv: (all) => [
    ['connection', 'ok', 'found', 'mend'],
    ...all.map(({ what, ok, found, mend }) => [what, ok ? 'yes' : 'no', found, mend]),
  ],
};

const linesOf = ({ what, ok, found, mend }: Finding, width: number): string[] => {
  const head = `${what.padEnd(11)}  ${ok ? 'ok   ' : 'wrong'}  `;
  return [found, ...(mend === undefined ? [] : [mend])]
    .flatMap((text) => wrap(text, width - head.length))
    .map((text, n) => `${n === 0 ? head : ' '.repeat(head.length)}${text}`);
};
