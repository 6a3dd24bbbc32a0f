import { expect, it } from '@jest/globals';
import { Command } from 'commander';
import { commands } from './index.js';

/** Those that answer with a sentence, a script, a file or a token, or that go on without end. */
const withoutTable = [
  ...[
    'send',
    'forget',
    'rebuild',
    'migrate',
    'verify',
    'witness',
    'bundle',
    'export',
    'report',
    'relay replay',
    'serve',
    'token',
    'completion',
    'demo',
  ],
];

const program = new Command('jwg');
commands.forEach((add) => add(program));

const leaves = (command: Command, name = ''): [name: string, command: Command][] =>
  command.commands.length === 0
    ? [[name, command]]
    : command.commands.flatMap((it) => leaves(it, `${name} ${it.name()}`.trim()));

it.each(leaves(program).filter(([name]) => !withoutTable.includes(name)))(
  '%s prints its table as wide as is asked for, and as CSV or JSON',
  (_, command) => {
    const long = command.options.map((it) => it.long);
    expect(long).toEqual(expect.arrayContaining(['--json', '--csv', '--width']));
  },
);
