import type { Command } from 'commander';
import { unfinishedImport, type Platform, type Readiness } from '@jwg/platform';
import { catchUp, withApp } from '../app.js';
import { exits, Failure } from '../failures.js';
import { onLedger, tabular, type Table } from '../options.js';
import { print } from '../output.js';
import { healthViews, type Health } from '../render/health.js';
import { probe } from '../server.js';
import { server } from '../server-address.js';

interface Options extends Table {
  readonly url?: string;
}

export const health = (program: Command): Command =>
  tabular(onLedger(program.command('health')))
    .description('how far each follower is, and the event before which one stands still')
    .option('--url <server>', 'of a running server or worker; it asks for no token', server)
    .action((options: Options) =>
      options.url === undefined
        ? withApp(options.data, 'inspect', (app) => printHealth(app.platform, options))
        : printReadiness(options.url, options),
    );

export const skip = (program: Command): Command =>
  tabular(onLedger(program.command('skip <follower> <event-id>')))
    .description('leave an event out of one follower’s work for good; recorded with who and why')
    .requiredOption('--reason <words>')
    .option('--actor <name>', 'who decides it', process.env.USER ?? 'operator')
    .action((follower: string, eventId: string, options: Table & { reason: string; actor: string }) =>
      withApp(options.data, 'mend', async ({ platform }) => {
        if (!(await platform.skip(follower, eventId, options.actor, options.reason)))
          throw new Failure('invalid', `There is no follower ${follower}; jwg health lists them.`);
        await printHealth(platform, options);
      }),
    );

const ELSEWHERE =
  'Whether one of them fails is known to the process that runs it: jwg health --url asks that server or worker, and its log says so.';

const printHealth = async (platform: Platform, options: Options): Promise<void> => {
  const isWorkedElsewhere = platform.readOnly || platform.followsElsewhere;
  // The report has to show also the error that stops a follower.
  if (!isWorkedElsewhere) await catchUp(platform).catch(() => {});
  const followers: readonly Health[] = isWorkedElsewhere ? await stored(platform) : platform.health();
  const unfinished = (await platform.books.begun?.list()) ?? [];
  show(options, followers, [...(isWorkedElsewhere ? [ELSEWHERE] : []), ...unfinished.map(unfinishedImport)]);
  if (followers.some(({ failure }) => failure)) process.exitCode = exits.failed;
};

const printReadiness = async (url: string, options: Options): Promise<void> => {
  const { status, reasons, troubles, followers } = (await probe(`${url}/health/ready`)) as Readiness;
  show(options, followers, [...reasons, ...troubles]);
  if (status !== 'ready' || troubles.length > 0) process.exitCode = exits.failed;
};

const show = (options: Options, followers: readonly Health[], remarks: readonly string[]): void =>
  options.json ? print(options, followers, String) : print(options, { followers, remarks }, healthViews);

const stored = async (platform: Platform): Promise<Health[]> => {
  const checkpoints = await platform.checkpoints();
  const end = (await platform.store.last())?.position ?? -1;
  const known = platform.followers.filter(({ checkpointIn }) => checkpointIn);
  return Promise.all(
    known.map(async ({ name }) => {
      const position = checkpoints.get(name)?.position ?? -1;
      return { name, position, lag: Math.max(0, end - position), skipped: await platform.books.skips.list(name) };
    }),
  );
};
