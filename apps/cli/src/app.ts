import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApplicationModule } from '@jwg/application';
import { kindOf, Platform, settingsIn, within, variable, type RequestContext, type Settings } from '@jwg/platform';
import { progressBar } from './render/progress.js';
import { Failure } from './failures.js';

export interface App {
  readonly commands: CommandBus;
  readonly queries: QueryBus;
  readonly platform: Platform;
  /** The data folder, where everything is in it. */
  readonly folder?: string;
}

/**
 * What the command needs. `write`: a missing folder is created. `mend`: the folder exists, and no other process writes.
 * `read`: the read models are up to date. `inspect`: the read models may be unable to follow.
 */
export type Need = 'write' | 'mend' | 'read' | 'inspect';

/**
 * Opens the ledger, brings the read models up to date, does the work and closes. If another process writes, or this one
 * may not, a reader uses the read models as they are. Queries see the events of all sides: a user with access to the
 * data folder could read the file itself.
 *
 * If the environment names servers for the ledger, it opens that one, and its workers update the read models.
 */
export const withApp = async <T>(
  folder: string,
  need: Need,
  work: (app: App) => Promise<T>,
  env: NodeJS.ProcessEnv = process.env,
): Promise<T> => {
  const place = settingsFor(folder, env);
  if (!place.kurrentdb && need !== 'write' && !existsSync(join(folder, 'ledger.db')))
    throw new Failure(
      'cannotOpen',
      `There is no ledger at ${folder}. Import a record first, or name another folder with --data.`,
    );
  const context = await open(place, need);
  try {
    const platform = context.get(Platform);
    if ((need === 'write' || need === 'read') && !platform.readOnly && !platform.followsElsewhere)
      await catchUp(platform);
    const app = {
      commands: context.get(CommandBus),
      queries: context.get(QueryBus),
      platform,
      ...(!place.kurrentdb && { folder }),
    };
    return await within(operator(), () => work(app));
  } finally {
    await context.close();
  }
};

const operator = (): RequestContext => ({
  actor: { id: process.env.USER ?? 'operator', role: 'auditor' },
  commandId: randomUUID(),
  wholeLedger: true,
});

/** Settings for the folder alone, unless the environment names servers. */
const settingsFor = (folder: string, env: NodeJS.ProcessEnv): Settings => {
  if (variable(env, 'JWG_KURRENTDB_URL') === undefined) return { folder };
  const { kurrentdb, postgres } = settingsIn(env);
  return { folder, kurrentdb, postgres, followers: 'worker' };
};

const open = async (place: Settings, need: Need) => {
  const start = async (readOnly: boolean) => {
    const context = await NestFactory.createApplicationContext(ApplicationModule.open({ ...place, readOnly }), {
      logger: false,
      abortOnError: false,
    });
    return context.init();
  };
  try {
    return await start(false);
  } catch (error) {
    const mayRead = need === 'read' || need === 'inspect';
    if (mayRead && kindOf(error) === 'cannotWrite') return start(true);
    throw error;
  }
};

/** Lets the read models follow to the end of the ledger, with a progress bar if that takes a while. */
export const catchUp = async (platform: Platform): Promise<void> => {
  const bar = progressBar('Read models:');
  await platform.catchUp((follower, position) => bar.show(position + 1, undefined, follower));
  bar.end();
};
