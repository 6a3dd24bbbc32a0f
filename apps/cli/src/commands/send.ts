import { randomUUID } from 'node:crypto';
import { Argument, type Command } from 'commander';
import { parseInput } from '@jwg/application';
import { tokenRoles, within, type Actor, type Receipt } from '@jwg/platform';
import { withApp } from '../app.js';
import { Failure } from '../failures.js';
import { choice, offering } from '../choices.js';
import { onLedger, confirmed, wholeNumber, type Common } from '../options.js';
import { print } from '../output.js';
import { routeOf } from '../routes.js';
import { sendable, sendableNamed } from '../sendable.js';
import { request as sendTo } from '../server.js';
import { server } from '../server-address.js';
import { inWords } from '../words.js';

interface Options extends Common {
  role?: string;
  side?: string;
  institution?: string;
  actor: string;
  commandId?: string;
  revision?: number;
  confirm?: string[];
  url?: string;
}

/** Sends any command to the ledger. On this machine a user with access to the data folder may act in any role. */
export const send = (program: Command): Command =>
  onLedger(program.command('send'))
    .addArgument(
      offering(
        new Argument('<command>'),
        sendable.map(({ name }) => name),
      ),
    )
    .argument('<fields>')
    .description('send one command to the ledger; its fields as JSON')
    .addOption(choice('--role <role>', tokenRoles))
    .option('--side <side>')
    .option('--institution <id>')
    .option('--actor <name>', 'who acts', process.env.USER ?? 'operator')
    .option('--command-id <id>', 'a UUID; the same again gives the first answer again')
    .option('--revision <n>', 'only if what it changes is still at this revision', wholeNumber('revision'))
    .addOption(confirmed())
    .option('--url <server>', 'through a running server, as whom JWG_TOKEN says', server)
    .addHelpText(
      'after',
      `\njwg fields <command> lists its fields. Commands: ${sendable.map(({ name }) => name).join(', ')}`,
    )
    .action(async (name: string, json: string, options: Options) => {
      const kind = sendableNamed(name);
      if (!kind) throw new Failure('invalid', `There is no command ${name}; jwg fields lists them.`);
      const fields = withConfirmed(parsed(json), options);
      const command = parseInput(kind, fields);
      const receipt =
        options.url === undefined ? await here(command, options) : await there(options.url, name, fields, options);
      print(options, receipt, ({ stream, revision, events }) =>
        events.length === 0
          ? `${stream}: already so, nothing new.`
          : `${stream} is at revision ${revision}: ${events.map(({ type }) => type).join(', ')}`,
      );
    });

export const here = (command: LedgerCommand, options: Options): Promise<Receipt> => {
  const { role, side, institution, revision: ifMatch, commandId = randomUUID() } = options;
  if (role === undefined)
    throw new Failure('invalid', `Say who acts: --role takes one of ${tokenRoles.map(inWords).join(', ')}.`);
  const actor = withoutUndefined({ id: options.actor, role, side, institution } as Actor);
  return withApp(options.data, 'write', async ({ commands: bus, platform }) => {
    const receipt = await within(withoutUndefined({ actor, commandId, ifMatch }), () => bus.execute(command));
    await platform.catchUp();
    return receipt;
  });
};

export const there = async (url: string, name: string, fields: Fields, options: Options): Promise<Receipt> => {
  const { role, side, institution, revision, commandId = randomUUID() } = options;
  if (role ?? side ?? institution)
    throw new Failure('invalid', 'With --url the token says who acts: leave out --role, --side and --institution.');
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': commandId,
    ...(revision !== undefined && { 'if-match': `"${revision}"` }),
  };
  return (await sendTo({ headers, ...(await routeOf(url, name, fields)) })) as Receipt;
};

type Fields = Readonly<Record<string, unknown>>;
type LedgerCommand = InstanceType<(typeof sendable)[number]>;

/** The doubts that were confirmed, as the field that every command has. */
const withConfirmed = (fields: Fields, { confirm }: Options): Fields =>
  confirm === undefined ? fields : { ...fields, confirm };

const parsed = (json: string): Fields => {
  try {
    return JSON.parse(json) as Fields; // `parseInput` checks its shape
  } catch (error) {
    throw new Failure(
      'invalid',
      `The fields are not JSON: ${(error as Error).message}. Write them like '{"commitmentId":"cpec-jwg-st.2.c1"}'; jwg fields <command> lists them.`,
    );
  }
};

const withoutUndefined = <T extends object>(it: T): T =>
  Object.fromEntries(Object.entries(it).filter(([, value]) => value !== undefined)) as T;
