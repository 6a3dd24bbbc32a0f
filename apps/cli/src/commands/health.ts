import type { Command } from 'commander';
import type { FollowerHealth, Platform } from '@jwg/platform';
import { catchUp, withApp } from '../app.js';
import { exits, Failure } from '../failures.js';
import { common, type Common } from '../options.js';
import { print } from '../output.js';
import type { Sheet } from '../render/sheet.js';
import { table, wrap } from '../render/table.js';

export const health = (program: Command): Command =>
  common(program.command('health'))
    .description('how far each follower is, and the event before which one stands still')
    .action((options: Common) => withApp(options.data, 'inspect', (app) => printHealth(app.platform, options)));

export const skip = (program: Command): Command =>
  common(program.command('skip <follower> <event-id>'))
    .description('leave an event out of one follower’s work for good; recorded with who and why')
    .requiredOption('--reason <words>')
    .option('--actor <name>', 'who decides it', process.env.USER ?? 'operator')
    .action((follower: string, eventId: string, options: Common & { reason: string; actor: string }) =>
      withApp(options.data, 'mend', async ({ platform }) => {
        if (!(await platform.skip(follower, eventId, options.actor, options.reason)))
          throw new Failure('invalid', `There is no follower ${follower}; jwg health lists them.`);
        await printHealth(platform, options);
      }),
    );

/** A follower's health; if another process runs it, only its position. */
type Health = Omit<FollowerHealth, 'state'> & Partial<Pick<FollowerHealth, 'state'>>;

const printHealth = async (platform: Platform, options: Common): Promise<void> => {
  const isWorkedElsewhere = platform.readOnly || platform.followsElsewhere;
  // The report has to show also the error that stops a follower.
  if (!isWorkedElsewhere) await catchUp(platform).catch(() => {});
  const followers: readonly Health[] = isWorkedElsewhere ? await stored(platform) : platform.health();
  print(options, followers, render);
  if (followers.some(({ failure }) => failure)) process.exitCode = exits.failed;
};

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

const render = (followers: readonly Health[], { width }: Sheet): string =>
  [
    followersTable(followers, width),
    ...(followers.some(({ state }) => state === undefined)
      ? wrap(
          'Whether one of them fails is known to the process that runs it: that server or worker says so at /health/ready, and in its log.',
          width,
        )
      : []),
  ].join('\n');

const followersTable = (followers: readonly Health[], width: number): string =>
  table(
    [
      { title: 'Follower', width: 18 },
      { title: 'Position', width: 9 },
      { title: 'Behind', width: 7 },
      { title: 'State' },
    ],
    followers.map(({ name, position, lag, state, failure, skipped }) => [
      name,
      String(position),
      lag === undefined ? '?' : String(lag),
      [
        failure
          ? `stands before ${failure.event ? `${failure.event.type} ${failure.event.id} at ${failure.event.position}` : 'the ledger'}: ${failure.error}`
          : state === undefined
            ? 'as stored'
            : 'follows',
        ...skipped.map(({ eventId, by, reason }) => `${eventId} left out by ${by}: ${reason}`),
      ].join('\n'),
    ]),
    width,
  );
