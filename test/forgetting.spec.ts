import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { forum, type ForumCommand } from '@jwg/domain';
import type { FollowerHealth } from '@jwg/event-sourcing';
import { verifyBundle } from '@jwg/ledger-proof';
import { moveHouse, Platform, verifyFolder, type LedgerPlace } from '@jwg/platform';
import { forums, rowsAt } from '@jwg/read-models';
import { spawnKurrentDouble, type KurrentDoubleProcess } from './kurrentdb.js';
import { databases, type Place } from './postgres.js';
import { dataFolder } from './server.js';

// The other store is a protocol test double of KurrentDB, not KurrentDB, unless KURRENTDB_URL names a real one.
const postgres = (await databases()).find(({ name }) => name === 'PostgreSQL');
const [home, back] = [dataFolder(), dataFolder()];
const [NAME, OTHER, FORGOTTEN] = ['Zulfiqar Testperson', '李示例', '[forgotten]'];
let double: KurrentDoubleProcess | undefined;
let there: LedgerPlace;

const give = ({ ledger }: Platform, command: ForumCommand) =>
  ledger.transact(forum, 'x', command, {}, { actor: { id: 'r', role: 'recorder' }, commandId: randomUUID() });
const forget = async (platform: Platform, name: string) => {
  const person = (await platform.ledger.personNamed(name))!;
  return () => give(platform, { type: 'ForgetPerson', data: { person, reason: 'They asked for it' } });
};
/** The focal points as somebody reads them. */
const focalPoints = async ({ rows, store }: Platform) => {
  const at = await rowsAt(rows, store, { now: '2030-01-01T00:00:00.000Z', forum: 'x' });
  return (await at.reader.get(forums, 'x'))!.institutions[0]!.focalPoints;
};
const within = async <T>(place: LedgerPlace, work: (platform: Platform) => Promise<T>): Promise<T> => {
  const platform = await Platform.open(place);
  try {
    await platform.catchUp();
    return await work(platform);
  } finally {
    await platform.close();
  }
};
/** What is signed, and who is read by name. */
const seen = (place: LedgerPlace) =>
  within(place, async (platform) => ({
    focalPoints: await focalPoints(platform),
    inclusion: await platform.proofs!.inclusion(2),
    events: await platform.enciphered.readAll(undefined, 100).then((all) => all.map(({ data }) => data)),
  }));

beforeAll(async () => {
  Logger.overrideLogger(false);
  if (!process.env.KURRENTDB_URL) double = await spawnKurrentDouble();
  const kurrentdb = { url: process.env.KURRENTDB_URL ?? double!.url, prefix: `forgetting-${Date.now()}.` };
  const { postgres: url } = (await postgres?.fresh()) as Extract<Place, { postgres: string }>;
  there = { folder: home.folder, kurrentdb, postgres: { url, pool: 4, statementTimeoutMs: 30_000 } };
  await within({ folder: home.folder }, async (platform) => {
    const sides = ['PK', 'CN'].map((side) => ({ side, name: { en: side } }));
    const named = { institution: 'pk-a', side: 'PK', name: { en: 'A' } };
    const data = { forum: 'x', name: { en: 'X' }, level: 'workingGroup' as const, sides };
    await give(platform, { type: 'EstablishForum', data });
    await give(platform, { type: 'RegisterInstitution', data: named });
    for (const person of [NAME, OTHER])
      await give(platform, { type: 'NominateFocalPoint', data: { institution: 'pk-a', person } });
    await (
      await forget(platform, NAME)
    )();
    await platform.catchUp();
  });
}, 120_000);
afterAll(async () => {
  await double?.kill();
  home.remove();
  back.remove();
});

(postgres ? describe : describe.skip)('Whoever is forgotten', () => {
  it('stays so where the ledger moves to KurrentDB and back, and every proof holds', async () => {
    const before = await seen({ folder: home.folder });
    expect(before.focalPoints).toEqual([FORGOTTEN, OTHER]);
    await moveHouse({ folder: home.folder }, there);
    expect(await seen(there)).toEqual(before);
    await moveHouse(there, { folder: back.folder });
    expect(await seen({ folder: back.folder })).toEqual(before);
    expect(await verifyFolder({ folder: back.folder, deep: true })).toMatchObject({ wrong: [] });
  }, 120_000);

  it(
    'is so once, where two servers are told at once, and both read it',
    () =>
      within(there, (one) =>
        within(there, async (other) => {
          const orders = await Promise.all([forget(one, OTHER), forget(other, OTHER)]);
          for (const platform of [one, other]) expect(await focalPoints(platform)).toEqual([FORGOTTEN, OTHER]);
          const receipts = await Promise.all(orders.map((order) => order()));
          expect(receipts.flatMap(({ events }) => events)).toHaveLength(1);
          await Promise.all([one.catchUp(), other.catchUp()]);
          for (const platform of [one, other]) {
            for (let tries = 0; tries < 50 && (await focalPoints(platform)).includes(OTHER); tries += 1)
              await new Promise((resolve) => setTimeout(resolve, 100)); // the other process looks every two seconds
            expect(await focalPoints(platform)).toEqual([FORGOTTEN, FORGOTTEN]);
            expect(await platform.ledger.personNamed(OTHER)).toBeUndefined();
          }
        }),
      ),
    60_000,
  );

  it(
    'is named in no bundle, which the server that signs and one that stands by make alike',
    () =>
      within(there, (one) =>
        within(there, async (other) => {
          one.start();
          await until(() => notaryIs(one, 'running'));
          other.start();
          await until(() => notaryIs(other, 'standby'));
          const named = { institution: 'pk-b', side: 'PK', name: { en: 'B' } };
          const { events } = await give(other, { type: 'RegisterInstitution', data: named });
          const upTo = events[0]!.position + 1;
          const isSigned = async ({ proofs }: Platform) => (await proofs!.bundles.latest())!.head.size === upTo;
          await until(async () => (await isSigned(one)) && isSigned(other));
          const [ofOne, ofOther] = [await bundleOf(one, upTo), await bundleOf(other, upTo)];
          expect(notaryIs(other, 'standby')).toBe(true);
          expect(ofOther).toBe(ofOne);
          expect(ofOne).toContain('pk-b');
          for (const name of [NAME, OTHER]) expect(ofOne).not.toContain(name);
          expect(await verifyBundle(ofOne)).toMatchObject({ upTo, wrong: [] });
        }),
      ),
    60_000,
  );
});

const notaryIs = (platform: Platform, state: FollowerHealth['state']): boolean =>
  platform.health().some((it) => it.name === 'notary' && it.state === state);
const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
};
const bundleOf = async ({ proofs }: Platform, upTo: number): Promise<string> => {
  const { bundles } = proofs!;
  const asked = { about: 'x', viewer: {}, streams: ['forum-x'], upTo, entries: 3 };
  let file = '';
  for await (const piece of bundles.pieces(asked, (await bundles.latest())!)) file += piece;
  return file;
};
