import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { ApplicationModule } from '@jwg/application';
import { follow, StoreUnavailable, type EventStore, type RunningFollower } from '@jwg/event-sourcing';
import { Platform } from '@jwg/platform';
import { isPublished } from '@jwg/published-language';
import { openRows, projectionFollower, projections, type Rows } from '@jwg/read-models';
import { openKafkaRelay, type Relay } from '@jwg/relay';
import { kafka, subscribe } from '@jwg/subscriber';
import { wholeLedger } from '../relaying.js';

/** Where a ledger of one round keeps what it does not keep in a folder. */
export interface Servers {
  freshDatabase(): Promise<string>;
  freshTopics(): { brokers: string[]; prefix: string };
}

/** How long the relay and the subscriber may take for a round, which has some hundred events. */
const PATIENCE_MS = 60_000;

/** Works again as long as the database does not answer in time: on a busy machine that is no finding. */
export const patiently = async <T>(work: () => Promise<T>): Promise<T> => {
  for (const until = Date.now() + PATIENCE_MS; ;)
    try {
      return await work();
    } catch (error) {
      const isSlow = [error, (error as Error).cause].some((it) => it instanceof StoreUnavailable);
      if (!isSlow || Date.now() > until) throw error;
    }
};

/**
 * A ledger with everything that follows it: the policy and the read models in a folder, the same read models in
 * PostgreSQL, and where there are brokers the relay and a service that subscribes.
 */
export class World {
  private readonly troubles: string[] = [];

  private constructor(
    readonly platform: Platform,
    readonly commands: CommandBus,
    readonly inPostgres: Rows,
    private readonly there: readonly RunningFollower[],
    private readonly at: { brokers: string[]; prefix: string },
    private readonly relay: Relay | undefined,
    private readonly end: () => Promise<void>,
  ) {}

  static async open(servers: Servers, withKafka: boolean): Promise<World> {
    const folder = await mkdtemp(join(tmpdir(), 'jwg-fuzz-'));
    const app = await NestFactory.createApplicationContext(ApplicationModule.open({ folder }), { logger: false });
    const platform = app.get(Platform);
    const { store } = platform;
    const postgres = await servers.freshDatabase();
    const rows = await patiently(() => openRows({ postgres, pool: 2, statementTimeoutMs: 30_000 }));
    const there = projections.map((it) => follow(store, projectionFollower(rows, it)));
    const at = servers.freshTopics();
    const relay = withKafka ? await relaying(store, at) : undefined;
    return new World(platform, app.get(CommandBus), rows, there, at, relay, async () => {
      await relay?.stop();
      await app.close();
      await rows.close();
      await rm(folder, { recursive: true, force: true });
    });
  }

  /** Carries out what was said. @throws FollowerFailed */
  async carryOut(): Promise<void> {
    const [policy] = this.platform.followers;
    await policy!.running.settle();
  }

  /** Everything that follows has handled everything. @throws FollowerFailed, and an error with what else stands still */
  async settle(): Promise<void> {
    await this.platform.catchUp();
    for (const one of this.there) await patiently(() => one.settle());
    if (!this.relay) return;
    const ledger = await wholeLedger(this.platform.store);
    const published = ledger.filter(isPublished).map(({ id }) => id);
    const isRelayed = await this.relay.caughtUpTo(ledger.at(-1)!.position, PATIENCE_MS);
    if (!isRelayed) throw new Error(`The relay stands still: ${JSON.stringify(this.relay.health().failure)}`);
    const heard = await this.heard(published.length);
    if (heard.sort().join() !== published.sort().join())
      throw new Error(`The subscriber heard ${heard.length} events of ${published.length}: ${this.troubles.join()}`);
  }

  close(): Promise<void> {
    return this.end();
  }

  /** What a service hears that subscribes now, until it has heard so many events. */
  private async heard(count: number): Promise<string[]> {
    const heard: string[] = [];
    const subscription = await subscribe({
      from: kafka({ ...this.at, group: `${this.at.prefix}-service` }),
      on: { '*': ({ id }) => void heard.push(id) },
      onError: (error) => void this.troubles.push(String(error)),
    });
    for (const until = Date.now() + PATIENCE_MS; heard.length < count && Date.now() < until;)
      await new Promise((resolve) => setTimeout(resolve, 20));
    await subscription.stop();
    return heard;
  }
}

const relaying = async (store: EventStore, at: { brokers: string[]; prefix: string }): Promise<Relay> => {
  const settings = { partitions: 2, retentionMs: -1, createTopics: true, takeOverMs: 1_000 };
  const relay = await openKafkaRelay({ store, source: 'https://ledger.example.org', ...at, ...settings });
  relay.start();
  return relay;
};
