import type { Command } from 'commander';
import type { FollowerHealth } from '@jwg/event-sourcing';
import type { Platform } from '@jwg/platform';
import { catchUp, withApp } from '../app.js';
import { exits, Failure } from '../failures.js';
import { common, type Common } from '../options.js';
import { print } from '../output.js';
import { table } from '../render/table.js';

export const health = (program: Command): Command =>
  common(program.command('health'))
    .description('how far each follower is, and the event before which one stands still')
    .action((options: Common) => withApp(options.data, 'inspect', (app) => tell(app.platform, options)));

export const skip = (program: Command): Command =>
  common(program.command('skip <follower> <event-id>'))
    .description('leave an event out of one follower’s work for good; recorded with who and why')
    .requiredOption('--reason <words>')
    .option('--actor <name>', 'who decides it', process.env.USER ?? 'operator')
    .action((follower: string, eventId: string, options: Common & { reason: string; actor: string }) =>
      withApp(options.data, 'inspect', async ({ platform }) => {
        if (!(await platform.skip(follower, eventId, options.actor, options.reason)))
          throw new Failure('USAGE', `There is no follower ${follower}; jwg health lists them.`);
        await tell(platform, options);
      }),
    );

const tell = async (platform: Platform, options: Common): Promise<void> => {
  // Whatever stops a follower is what is to be shown here.
  if (!platform.readOnly) await catchUp(platform).catch(() => {});
  const followers = platform.health();
  print(options, followers, render);
  if (followers.some(({ failure }) => failure)) process.exitCode = exits.failed;
};

const render = (followers: readonly FollowerHealth[]): string =>
  table(
    [
      { title: 'Follower', width: 18 },
      { title: 'Position', width: 9 },
      { title: 'Behind', width: 7 },
      { title: 'State' },
    ],
    followers.map(({ name, position, lag, failure, skipped }) => [
      name,
      String(position),
      lag === undefined ? '?' : String(lag),
      [
        failure
          ? `stands before ${failure.event ? `${failure.event.type} ${failure.event.id} at ${failure.event.position}` : 'the ledger'}: ${failure.error}`
          : 'follows',
        ...skipped.map(({ eventId, by, reason }) => `${eventId} left out by ${by}: ${reason}`),
      ].join('\n'),
    ]),
  );
