import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forum } from '@jwg/domain';
import { Registry } from 'prom-client';
import { v4 } from 'uuid';
import { measureFollowers } from '../health/measure-followers.js';
import { readiness } from '../health/readiness.js';
import { Platform } from '../platform.js';

const folder = mkdtempSync(join(tmpdir(), 'jwg-followers-'));
const kafka = {
  brokers: ['127.0.0.1:1'],
  prefix: 'jwg',
  partitions: 1,
  retentionMs: -1,
  createTopics: true,
  takeOverMs: 1_000,
};
let platform: Platform;

describe('The followers of a platform whose brokers cannot be reached', () => {
  beforeAll(async () => {
    Logger.overrideLogger(false);
    platform = await Platform.open({ folder, kafka, publicUrl: 'http://localhost:3000' });
    const sides = ['PK', 'CN'].map((side) => ({ side, name: { en: side } }));
    const data = { forum: 'st', name: { en: 'st' }, level: 'workingGroup' as const, sides };
    const by = { actor: { id: 'recorder', role: 'recorder' as const }, commandId: v4() };
    await platform.ledger.transact(forum, 'st', { type: 'EstablishForum', data }, {}, by);
  });
  afterAll(async () => {
    await platform.close();
    rmSync(folder, { recursive: true });
  });

  it('settle without the brokers: policies first, then the rows, and nothing is published', async () => {
    const settled: string[] = [];
    await platform.catchUp((follower) => void settled.push(follower));
    const names = platform.followers.map(({ name }) => name);
    expect([...new Set(settled)]).toEqual(names.slice(0, -1));
    expect([names[0], ...names.slice(-2)]).toEqual(['carry_into_effect', 'notary', 'relay']);
    const stored = [...(await platform.checkpoints())].map(([name, { position }]) => [name, position]);
    expect(stored.sort()).toEqual(
      names
        .slice(0, -2)
        .map((name) => [name, 0])
        .sort(),
    );
  });

  it('leave a server ready, with the trouble in its answer, and make a worker not ready', async () => {
    platform.start();
    while (platform.health().at(-1)!.state !== 'failing') await new Promise((resolve) => setTimeout(resolve, 10));
    const { followers } = platform;
    const trouble = expect.stringMatching(/^relay cannot publish since \d{4}-.*: Kafka is away$/);
    expect(platform.health().at(-1)!.failure).toMatchObject({
      error: expect.stringContaining('Kafka at 127.0.0.1:1 cannot be reached: '),
      server: 'Kafka at 127.0.0.1:1',
    });
    expect(readiness(followers)).toMatchObject({ status: 'ready', reasons: [], troubles: [trouble] });
    expect(readiness(followers, () => true)).toMatchObject({ status: 'notReady', reasons: [trouble], troubles: [] });
  }, 30_000);

  it('are all measured by the same figures, the relay by its own too', async () => {
    const registry = new Registry();
    measureFollowers(platform.followers, registry);
    const text = await registry.metrics();
    for (const { name } of platform.followers) expect(text).toContain(`jwg_follower_position{follower="${name}"}`);
    expect(text).toContain('jwg_follower_failing{follower="relay"} 1');
    expect(text).toContain('jwg_relay_role{role="starting"} 1');
  });
});
