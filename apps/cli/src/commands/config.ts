import type { Command } from 'commander';
import { checkSettings, settingsIn } from '@jwg/platform';
import { exits } from '../failures.js';
import { common, type Common } from '../options.js';
import { print } from '../output.js';

export const config = (program: Command): Command => {
  const group = program.command('config').description('what the environment sets for a server');
  common(group.command('check'))
    .description('try every connection that the settings name, make and change nothing, and say what to mend')
    .action(async ({ data, ...options }: Common) => {
      const findings = await checkSettings(settingsIn({ ...process.env, JWG_DATA: data }));
      print(options, findings, (all) => all.map(line).join('\n'));
      // A server that did not answer in time may keep its connection open, and this process with it.
      process.stdout.write('', () => process.exit(findings.every(({ ok }) => ok) ? exits.done : exits.failed));
    });
  return group;
};

const line = ({ what, ok, found, mend }: Awaited<ReturnType<typeof checkSettings>>[number]): string =>
  `${what.padEnd(11)}  ${ok ? 'ok   ' : 'wrong'}  ${[found, ...(mend?.split('\n') ?? [])].join(`\n${' '.repeat(20)}`)}`;
