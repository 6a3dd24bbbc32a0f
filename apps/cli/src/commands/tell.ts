import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { commandNamed, commands, told } from '@jwg/application';
import { roles, type Actor } from '@jwg/domain';
import { under } from '@jwg/platform';
import { withApp } from '../app.js';
import { Failure } from '../failures.js';
import { common, type Common } from '../options.js';
import { print } from '../output.js';

interface Options extends Common {
  role: string;
  side?: string;
  institution?: string;
  actor: string;
  commandId?: string;
}

/** Any command of the ledger. On this machine whoever may open the data folder may act in any role; the role's rules hold. */
export const tell = (program: Command): Command =>
  common(program.command('tell <command> <fields>'))
    .description('give one command to the ledger; its fields as JSON')
    .requiredOption('--role <role>', roles.slice(0, -1).join(', '))
    .option('--side <side>')
    .option('--institution <id>')
    .option('--actor <name>', 'who acts', process.env.USER ?? 'operator')
    .option('--command-id <uuid>', 'the same id again gives the first answer again')
    .addHelpText('after', `\nCommands: ${commands.map(({ name }) => name).join(', ')}`)
    .action((name: string, json: string, options: Options) => {
      const kind = commandNamed(name);
      if (!kind) throw new Failure('USAGE', `There is no command ${name}; jwg tell --help lists them.`);
      const command = told(kind, parsed(json));
      const { role, side, institution } = options;
      if (!roles.slice(0, -1).includes(role as Actor['role']))
        throw new Failure('USAGE', `There is no role ${role}; there are ${roles.slice(0, -1).join(', ')}.`);
      const actor = { id: options.actor, role, side, institution } as Actor;
      return withApp(options.data, 'write', async ({ commands: bus, platform }) => {
        const work = () => bus.execute(command);
        const receipt = await under(
          { actor: withoutUndefined(actor), commandId: options.commandId ?? randomUUID() },
          work,
        );
        await platform.catchUp();
        print(options, receipt, ({ stream, revision, events }) =>
          events.length === 0
            ? `${stream}: already so, nothing new.`
            : `${stream} is at revision ${revision}: ${events.map(({ type }) => type).join(', ')}`,
        );
      });
    });

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new Failure('USAGE', `The fields are not JSON: ${(error as Error).message}`);
  }
};

const withoutUndefined = <T extends object>(it: T): T =>
  Object.fromEntries(Object.entries(it).filter(([, value]) => value !== undefined)) as T;
