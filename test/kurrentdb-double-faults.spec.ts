import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, truncateSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AccessDeniedError,
  KurrentDBClient,
  NotLeaderError,
  UnavailableError,
  jsonEvent,
} from '@kurrent/kurrentdb-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnKurrentDouble, startKurrentDouble, type KurrentDouble } from './kurrentdb.js';

/** Impatient: a client waits so long before it reads for the first time. */
const connect = (url: string) => KurrentDBClient.connectionString(`${url}&discoveryInterval=10`);

const event = (n: number) => jsonEvent({ type: 'Counted', data: { n } });
const freshStream = () => `counting-${randomUUID()}`;
const read = async (client: KurrentDBClient, stream: string) => {
  const numbers: number[] = [];
  for await (const { event } of client.readStream(stream)) numbers.push((event!.data as { n: number }).n);
  return numbers;
};

/** Whatever a call says while the connection is being made again; and then its answer. */
const atLast = async <T>(call: () => Promise<T>): Promise<T> => {
  for (let tries = 0; ; tries += 1) {
    try {
      return await call();
    } catch (error) {
      if (tries === 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
};

describe('The protocol test double of KurrentDB, told to fail,', () => {
  let double: KurrentDouble;
  let client: KurrentDBClient;

  beforeEach(async () => {
    double = await startKurrentDouble();
    client = connect(double.url);
  });
  afterEach(async () => {
    await client.dispose();
    await double.stop();
  });

  const append = (stream: string, n: number) => client.appendToStream(stream, event(n));

  it('is unavailable to reads, appends and subscriptions until it is told otherwise', async () => {
    const stream = freshStream();
    await append(stream, 1);
    expect(await read(client, stream)).toEqual([1]); // a client whose first read fails never reads again
    const subscription = client.subscribeToAll();
    subscription.resume();
    await once(subscription, 'caughtUp');
    const broken = once(subscription, 'error');
    double.unavailable();
    expect((await broken)[0]).toBeInstanceOf(UnavailableError);
    await expect(append(stream, 2)).rejects.toMatchObject({ code: 14 });
    await expect(client.appendRecords([{ streamName: stream, record: event(2) }])).rejects.toMatchObject({ code: 14 });
    await expect(read(client, stream)).rejects.toThrow(UnavailableError);
    double.available();
    expect(await atLast(() => read(client, stream))).toEqual([1]);
  });

  it('names the leader where it is not the leader', async () => {
    const stream = freshStream();
    await append(stream, 1);
    double.notLeader({ host: '127.0.0.1', port: double.port });
    const refused = append(stream, 2);
    await expect(refused).rejects.toThrow(NotLeaderError);
    await expect(refused).rejects.toMatchObject({ leader: { address: '127.0.0.1', port: double.port } });
    await expect(read(client, stream)).rejects.toThrow(NotLeaderError); // by default reads require the leader
    const content = connect(`${double.url}&nodePreference=random`);
    expect(await read(content, stream)).toEqual([1]);
    double.leader();
    await atLast(() => append(stream, 2));
    expect(await atLast(() => read(client, stream))).toEqual([1, 2]);
    await content.dispose();
  });

  it('answers by gossip who the leader is', async () => {
    const other = await startKurrentDouble();
    double.notLeader({ host: '127.0.0.1', port: other.port });
    const ofBoth = connect(`kurrentdb://127.0.0.1:${double.port},127.0.0.1:${other.port}?tls=false`);
    const stream = freshStream();
    await ofBoth.appendToStream(stream, event(1));
    expect(await read(ofBoth, stream)).toEqual([1]);
    const direct = connect(other.url);
    expect(await read(direct, stream)).toEqual([1]);
    for (const used of [ofBoth, direct]) await used.dispose();
    await other.stop();
  });

  it('cuts a subscription in the middle', async () => {
    const stream = freshStream();
    await append(stream, 1);
    const subscription = client.subscribeToStream(stream);
    subscription.resume();
    await once(subscription, 'caughtUp');
    const broken = once(subscription, 'error');
    double.dropStreams();
    expect((await broken)[0]).toBeInstanceOf(UnavailableError);
    await append(stream, 2);
  });

  it.each<'one' | 'many'>(['one', 'many'])(
    'commits an append to %s, and loses the answer; asked again, it answers',
    async (how) => {
      const stream = freshStream();
      const counted = event(1);
      const attempt = (): Promise<unknown> =>
        how === 'one'
          ? client.appendToStream(stream, counted, { streamState: 'no_stream' })
          : client.appendRecords(
              [{ streamName: stream, record: counted }],
              [{ type: 'stream_state', streamName: stream, expectedState: 'no_stream' }],
            );
      await append(freshStream(), 0);
      double.loseReplies(1);
      await expect(attempt()).rejects.toMatchObject({ code: 14 });
      await atLast(attempt);
      expect(await atLast(() => read(client, stream))).toEqual([1]);
    },
  );

  it('commits an append without answering', async () => {
    const stream = freshStream();
    double.loseReplies(1, 'hang');
    const silent = append(stream, 1);
    silent.catch(() => {}); // it ends with the client
    const waited = new Promise((resolve) => setTimeout(resolve, 100, 'nothing'));
    expect(await Promise.race([silent, waited])).toBe('nothing');
    expect(await read(client, stream)).toEqual([1]);
  });

  it('answers with the delay that it was given', async () => {
    double.slow(100);
    const before = performance.now();
    await append(freshStream(), 1);
    expect(performance.now() - before).toBeGreaterThanOrEqual(99);
  });

  it('refuses connections until it is told otherwise', async () => {
    const stream = freshStream();
    await append(stream, 1);
    await double.refuseConnections();
    await expect(append(stream, 2)).rejects.toMatchObject({ code: 14 });
    await double.acceptConnections();
    expect(await atLast(() => read(client, stream))).toEqual([1]);
  });

  it('is there again after a restart, with the same log at the same port', async () => {
    const stream = freshStream();
    await append(stream, 1);
    const { url } = double;
    await double.restart();
    expect(double.url).toBe(url);
    expect(await atLast(() => read(client, stream))).toEqual([1]);
  });
});

describe('The protocol test double of KurrentDB, with rights,', () => {
  const readAll = async (client: KurrentDBClient) => {
    for await (const _ of client.readAll()) return;
  };
  const follow = async (client: KurrentDBClient) => {
    const subscription = client.subscribeToAll();
    subscription.resume();
    return (await once(subscription, 'error'))[0] as unknown;
  };

  it('denies $all, and nothing else, to a user who may not read it', async () => {
    const double = await startKurrentDouble({ rights: { readAll: false } });
    const client = connect(double.url);
    const stream = freshStream();
    await client.appendToStream(stream, event(1));
    expect(await read(client, stream)).toEqual([1]);
    await expect(readAll(client)).rejects.toThrow(AccessDeniedError);
    expect(await follow(client)).toBeInstanceOf(AccessDeniedError);
    await client.dispose();
    await double.stop();
  });

  describe('over TLS,', () => {
    const folder = mkdtempSync(join(tmpdir(), 'jwg-kurrentdb-tls-'));
    const [key, cert, ca] = ['key.pem', 'cert.pem', 'ca.pem'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    let double: KurrentDouble;

    beforeAll(async () => {
      const openssl = (command: string) => execFileSync('openssl', command.split(' '), { cwd: folder, stdio: 'pipe' });
      // An authority and a certificate apart: the client reads over rustls, which takes no server for an authority.
      openssl('req -x509 -newkey rsa:2048 -nodes -keyout ca-key.pem -out ca.pem -days 2 -subj /CN=authority');
      openssl(
        'req -newkey rsa:2048 -nodes -keyout key.pem -out asked.pem -subj /CN=localhost -addext subjectAltName=DNS:localhost',
      );
      openssl(
        'x509 -req -in asked.pem -CA ca.pem -CAkey ca-key.pem -CAcreateserial -copy_extensions copy -days 2 -out cert.pem',
      );
      double = await startKurrentDouble({
        credentials: { username: 'ledger', password: 'secret' },
        tls: { key: readFileSync(key), cert: readFileSync(cert) },
      });
    });
    afterAll(async () => {
      await double.stop();
      rmSync(folder, { recursive: true });
    });

    it.each([
      ['takes the right password', 'ledger:secret@', undefined],
      ['refuses a wrong one', 'ledger:guess@', AccessDeniedError],
      ['refuses who names nobody', '', AccessDeniedError],
    ])('%s', async (_, who, refusal) => {
      const url = `kurrentdb://${who}localhost:${double.port}?tls=true&tlsCAFile=${ca}`;
      const client = connect(url);
      const stream = freshStream();
      const attempt = client.appendToStream(stream, event(1));
      if (refusal) await expect(attempt).rejects.toThrow(refusal);
      else {
        await attempt;
        expect(await read(client, stream)).toEqual([1]);
      }
      await client.dispose();
    });
  });
});

describe('The protocol test double of KurrentDB, over a file,', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jwg-kurrentdb-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('comes back from kill -9 with all acknowledged events, and goes on with their revisions', async () => {
    const data = join(folder, 'killed');
    const first = await spawnKurrentDouble({ data });
    const client = connect(first.url);
    const stream = freshStream();
    let acknowledged = 0;
    const writing = (async () => {
      for (;;) {
        await client.appendToStream(stream, event(acknowledged), {
          streamState: acknowledged === 0 ? 'no_stream' : BigInt(acknowledged - 1),
        });
        acknowledged += 1;
        if (acknowledged === 50) void first.kill();
      }
    })();
    await expect(writing).rejects.toMatchObject({ code: 14 });
    const again = await spawnKurrentDouble({ data, port: first.port });
    const kept = await atLast(() => read(client, stream));
    expect(kept.length - acknowledged).toBeGreaterThanOrEqual(0); // one more may be written and unanswered
    expect(kept.length - acknowledged).toBeLessThanOrEqual(1);
    expect(kept).toEqual(kept.map((_, n) => n));
    await client.appendToStream(stream, event(0), { streamState: BigInt(kept.length - 1) });
    await client.dispose();
    await again.kill('SIGTERM');
  });

  it('forgets a half-written append completely', async () => {
    const data = join(folder, 'cut');
    const stream = freshStream();
    const first = await startKurrentDouble({ data, fsync: true });
    const client = connect(first.url);
    await client.appendToStream(stream, event(1));
    await client.appendToStream(stream, [event(2), event(3)]);
    await client.dispose();
    await first.stop();
    truncateSync(data, statSync(data).size - 1);
    const again = await startKurrentDouble({ data });
    const its = connect(again.url);
    expect(await read(its, stream)).toEqual([1]);
    await its.appendToStream(stream, event(4), { streamState: 0n });
    await again.restart();
    expect(await atLast(() => read(its, stream))).toEqual([1, 4]);
    await its.dispose();
    await again.stop();
  });

  it('can be controlled over its control port as by calls', async () => {
    const far = await spawnKurrentDouble();
    const client = connect(far.url);
    const stream = freshStream();
    await far.control('unavailable');
    await expect(client.appendToStream(stream, event(1))).rejects.toMatchObject({ code: 14 });
    await far.control('available');
    await atLast(() => client.appendToStream(stream, event(1)));
    await far.control('slow', 50);
    await expect(far.control('stop')).rejects.toThrow('404');
    await client.dispose();
    await far.kill('SIGTERM');
  });
});
