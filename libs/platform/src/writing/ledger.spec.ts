import { beforeEach, describe, expect, it } from '@jest/globals';
import { commitment, forum, session, type LedgerEvent, type Metadata, type NewStatement } from '@jwg/domain';
import {
  CheckpointMoved,
  CommandIdReused,
  over,
  StoreUnavailable,
  type EventStore,
  type LedgerSecret,
  type StoredCheckpoint,
} from '@jwg/event-sourcing';
import { openMemoryEventStore } from '@jwg/event-store';
import { v5 } from 'uuid';
import type { RequestContext } from './request-context.js';
import { openSession } from '../testing/open-session.js';
import { Ledger } from './ledger.js';
import type { LedgerStoredEvent } from './stored-event.js';
import { StaleRevision } from './stale-revision.js';
import { digestOf, toEvents } from './to-events.js';
import { carryOut, policyFollower } from '../following/policies.js';

const id = (name: string) => v5(name, 'c0ffee00-0000-4000-8000-000000000000');
const as = (name: string, role: RequestContext['actor']['role'] = 'recorder', side?: string): RequestContext => ({
  actor: { id: 'someone', role, ...(side !== undefined && { side }) },
  commandId: id(name),
});

const jointly = (type: 'DecisionTaken' | 'HopeExpressed', more: object = {}) =>
  ({
    type,
    data: { text: { en: 'Said' }, speaker: { kind: 'joint' }, refersTo: [], ...more },
  }) as unknown as NewStatement;
const undertaking = {
  kind: 'support',
  title: { en: 'Zones' },
  lead: ['pk-stza'],
  support: [],
  beneficiaries: [],
} as const;

let store: EventStore;
let ledger: Ledger;
const all = async () => (await store.readAll(undefined, 1000)) as LedgerStoredEvent[];
const follow = async (event: LedgerStoredEvent) => void (await carryOut(ledger, event));

const say = (name: string, ...statements: NewStatement[]) =>
  ledger.transact(session, 'st.2', { type: 'RecordStatements', data: { session: 'st.2', statements } }, {}, as(name));

beforeEach(async () => {
  store = openMemoryEventStore();
  ledger = new Ledger(store);
  await openSession(ledger, as);
});

describe('the ledger', () => {
  it('gives the first answer again for a command that comes twice', async () => {
    const first = await say('decide', jointly('DecisionTaken', { undertakings: [undertaking] }));
    await say('hope', jointly('HopeExpressed'));
    const again = await say('decide', jointly('DecisionTaken', { undertakings: [undertaking] }));
    expect(again).toEqual(first);
    expect(first.events[0]!.data).toMatchObject({
      statementId: 'st.2.s1',
      undertakings: [{ commitmentId: 'st.2.c1' }],
    });
  });

  it('reads no more of a stream than is new, and its history only for a rule that looks at it', async () => {
    const read: (readonly [stream: string, from: number, events: number])[] = [];
    const counted = new Ledger(
      over(store, {
        readStream: async (stream, from = 0, limit) => {
          const events = await store.readStream(stream, from, limit);
          read.push([stream, from, events.length]);
          return events;
        },
      }),
    );
    const report = (name: string) => {
      const data = { narrative: name, percent: 60, evidence: [], side: 'PK' };
      const command = { type: 'ReportProgress', data } as const;
      return counted.transact(commitment, 'st.2.c1', command, {}, as(name, 'secretariat', 'PK'));
    };
    await say('decide', jointly('DecisionTaken', { undertakings: [undertaking] }));
    for (const event of await all()) await follow(event);
    await report('first');
    read.length = 0;
    const { revision } = await report('second');
    const own = read.filter(([stream]) => stream === 'commitment-st.2.c1');
    expect(own).toEqual([['commitment-st.2.c1', revision - 1, 1]]);
  });

  it('takes a command only at the revision that it names, unless it has taken the command before', async () => {
    const rest = (name: string, ifMatch: number) =>
      ledger.transact(forum, 'st', { type: 'MarkForumDormant', data: { reason: 'x' } }, {}, { ...as(name), ifMatch });
    await expect(rest('early', 0)).rejects.toMatchObject({ name: 'StaleRevision', expected: 0, current: 1 });
    await expect(rest('late', 2)).rejects.toThrow(StaleRevision);
    const first = await rest('now', 1);
    expect(first.revision).toBe(2);
    expect(await rest('now', 1)).toEqual(first);
    await expect(rest('again', 1)).rejects.toThrow(StaleRevision);
  });

  it('digests commands with its secret, so that no text can be tried against a digest', async () => {
    const digestBy = async (value: string) => {
      const own = openMemoryEventStore();
      await openSession(new Ledger(own, undefined, { secret: { value } as LedgerSecret }), as);
      return (await own.readAll(undefined, 1)).map(({ metadata }) => (metadata as Metadata).commandDigest)[0];
    };
    const [one, again, other] = [await digestBy('one'), await digestBy('one'), await digestBy('other')];
    expect(one).toMatch(/^hmac-sha256:[0-9a-f]{64}$/);
    expect([again === one, other === one]).toEqual([true, false]);
  });

  it('knows a command again whose digest was stored without a key, by an earlier version', async () => {
    const data = { session: 'st.2' as const, statements: [jointly('HopeExpressed')] };
    const hope = { type: 'RecordStatements' as const, data };
    const first = await say('hope', jointly('HopeExpressed'));
    const earlier = (digest: string) => ({
      append: () => Promise.reject(new Error('wrote again')),
      last: () => store.last(),
      readStream: async (stream: string, from = 0) =>
        (await store.readStream(stream, from)).map((event) => ({
          ...event,
          metadata: { ...(event.metadata as Metadata), commandDigest: digest },
        })),
    });
    const given = (digest: string, id = 'hope') =>
      new Ledger(earlier(digest) as Partial<EventStore> as EventStore).transact(session, 'st.2', hope, {}, as(id));
    const plain = digestOf({ command: hope, provenance: {} });
    expect((await given(plain)).events.map(({ id }) => id)).toEqual(first.events.map(({ id }) => id));
    await expect(given(digestOf('another'))).rejects.toThrow(CommandIdReused);
  });

  it('gives every event a nonce of its own, so that none can be guessed from a digest of it', async () => {
    await say('several', jointly('HopeExpressed'), jointly('HopeExpressed', { paragraph: '7' }));
    const nonces = (await all()).map(({ metadata }) => metadata.nonce);
    expect(nonces.every((nonce) => /^[\w-]{22}$/.test(nonce!))).toBe(true);
    expect(new Set(nonces).size).toBe(nonces.length);
    // Also where more are needed than the system was asked for at once.
    const [event] = await all();
    const many = toEvents<LedgerEvent>(Array(600).fill(event), event!.metadata, event!.recordedAt);
    expect(new Set(many.map(({ metadata }) => (metadata as Metadata).nonce)).size).toBe(600);
  });

  it('refuses a command id that was used with other content', async () => {
    await say('x', jointly('HopeExpressed'));
    await expect(say('x', jointly('HopeExpressed', { paragraph: '7' }))).rejects.toThrow(CommandIdReused);
  });

  it('lets others have their turn while it reads thousands of streams for one command', async () => {
    let [turns, ended] = [0, false];
    const other = () => {
      turns += 1;
      if (!ended) setImmediate(other);
    };
    setImmediate(other);
    const refersTo = Array.from({ length: 5_000 }, (_, n) => `none.1.c${n + 1}`);
    await expect(say('names', jointly('HopeExpressed', { refersTo }))).rejects.toMatchObject({
      code: 'UNKNOWN_COMMITMENT',
    });
    ended = true;
    expect(turns).toBeGreaterThan(5);
  });

  it('handles commands for one stream one at a time, so that many at once all succeed', async () => {
    const receipts = await Promise.all(Array.from({ length: 64 }, (_, n) => say(`s${n}`, jointly('HopeExpressed'))));
    expect(new Set(receipts.map(({ revision }) => revision)).size).toBe(64);
  });

  it('asks an unavailable store once for all commands that wait, and again for the next', async () => {
    let asked = 0;
    const away = new Ledger({
      readStream: (stream, from) => store.readStream(stream, from),
      last: () => store.last(),
      append: async () => {
        asked += 1;
        await new Promise((resolve) => setTimeout(resolve, 20));
        throw new StoreUnavailable('away');
      },
    } as Partial<EventStore> as EventStore);
    const hope = (name: string) =>
      away.transact(
        session,
        'st.2',
        { type: 'RecordStatements', data: { session: 'st.2', statements: [jointly('HopeExpressed')] } },
        {},
        as(name),
      );
    const answers = await Promise.allSettled([1, 2, 3, 4, 5].map((n) => hope(`away${n}`)));
    for (const answer of answers) expect(answer).toMatchObject({ reason: expect.any(StoreUnavailable) });
    expect(asked).toBe(1);
    await expect(hope('later')).rejects.toThrow(StoreUnavailable);
    expect(asked).toBe(2);
  });

  it('decides again when another process was faster', async () => {
    const other = new Ledger(store);
    const both = [ledger, other].map((it, n) =>
      it.transact(
        session,
        'st.2',
        { type: 'RecordStatements', data: { session: 'st.2', statements: [jointly('HopeExpressed')] } },
        {},
        as(`race${n}`),
      ),
    );
    const numbers = (await Promise.all(both)).map(
      ({ events }) => (events[0]!.data as { statementId: string }).statementId,
    );
    expect(numbers.sort()).toEqual(['st.2.s1', 'st.2.s2']);
  });

  it('refuses a command whose event would have happened after tomorrow', async () => {
    const early = new Ledger(store, () => new Date('2022-04-20T12:00:00Z'));
    const hope = (name: string, value: string) =>
      early.transact(
        session,
        'st.2',
        { type: 'RecordStatements', data: { session: 'st.2', statements: [jointly('HopeExpressed')] } },
        { occurredAt: { value, precision: 'instant' } },
        as(name),
      );
    await expect(hope('ahead', '2022-04-22T00:00:00Z')).rejects.toMatchObject({ code: 'IN_THE_FUTURE' });
    expect((await hope('today', '2022-04-21T23:00:00Z')).events).toHaveLength(1);
  });

  it('takes what both sides signed from the recorder, and from nobody else', async () => {
    const signed = { authority: 'signedMinutes' } as const;
    const note = { type: 'AgreeAgenda' as const, data: { items: [{ en: 'One' }] } };
    const by = as('claims', 'secretariat', 'PK');
    await expect(ledger.transact(session, 'st.2', note, signed, by)).rejects.toMatchObject({ code: 'ROLE_MAY_NOT' });
    expect((await ledger.transact(session, 'st.2', note, signed, as('enters'))).events).toHaveLength(1);
  });

  it('lets a forum refer its commitments to another forum that exists, and act on those of a child forum', async () => {
    const sides = ['PK', 'CN'].map((side) => ({ side, name: { en: side } }));
    const parent = { forum: 'jcc', name: { en: 'JCC' }, level: 'committee' as const, sides };
    await say('decide', jointly('DecisionTaken', { undertakings: [undertaking] }));
    for (const event of await all()) await follow(event);
    const refer = {
      type: 'RecommendationMade',
      data: {
        text: { en: 'Referred' },
        speaker: { kind: 'joint' },
        refersTo: [],
        toForum: 'jcc',
        commitments: ['st.2.c1'],
      },
    } as unknown as NewStatement;
    await expect(say('refer to nobody', refer)).rejects.toMatchObject({ code: 'UNKNOWN_FORUM' });
    await ledger.transact(forum, 'jcc', { type: 'EstablishForum', data: parent }, {}, as('jcc'));
    const data = { forum: 'jcc', ordinal: 1, label: 'regular' as const, mode: 'virtual' as const, alsoServes: [] };
    await ledger.transact(session, 'jcc.1', { type: 'ScheduleSession', data }, {}, as('schedule jcc'));
    const opened = { openedOn: '2022-05-20', coChairs: [], delegations: [] };
    await ledger.transact(session, 'jcc.1', { type: 'OpenSession', data: opened }, {}, as('open jcc'));
    const starts = {
      type: 'ProjectInitiated',
      data: { text: { en: 'Go' }, speaker: { kind: 'joint' }, refersTo: [], starts: ['st.2.c1'] },
    } as unknown as NewStatement;
    const start = (name: string) =>
      ledger.transact(
        session,
        'jcc.1',
        { type: 'RecordStatements', data: { session: 'jcc.1', statements: [starts] } },
        {},
        as(name),
      );
    await expect(start('too early')).rejects.toMatchObject({ code: 'OTHER_FORUM' });
    for (const event of (await say('refer', refer)).events) await follow(event);
    expect((await start('start')).events.map(({ type }) => type)).toEqual(['ProjectInitiated']);
  });

  it('records at a time that never goes back, though the clock does, and though it was opened again', async () => {
    let now = Date.parse('2030-01-01T12:00:00Z');
    const hope = (by: Ledger, name: string) =>
      by.transact(
        session,
        'st.2',
        { type: 'RecordStatements', data: { session: 'st.2', statements: [jointly('HopeExpressed')] } },
        {},
        as(name),
      );
    const rest = (by: Ledger, name: string, type: 'MarkForumDormant' | 'ReviveForum') =>
      by.transact(forum, 'st', { type, data: { reason: 'x' } }, {}, as(name));
    const first = new Ledger(store, () => new Date(now));
    await hope(first, 'ahead');
    now -= 3_600_000;
    await rest(first, 'back', 'MarkForumDormant');
    const second = new Ledger(store, () => new Date(now));
    await rest(second, 'opened again', 'ReviveForum');
    now += 7_200_000;
    const { events } = await second.together(async () => {
      await hope(second, 'together');
      now += 1_000;
      await rest(first, 'meanwhile', 'MarkForumDormant');
    });
    expect(events.at(-1)!.recordedAt).toBe('2030-01-01T13:00:01.000Z');
    const times = (await all()).map(({ recordedAt }) => recordedAt);
    expect(times).toEqual([...times].sort());
    expect(times.slice(-4, -2)).toEqual(['2030-01-01T12:00:00.000Z', '2030-01-01T12:00:00.000Z']);
  });

  it('writes no event that breaks its schema', async () => {
    const before = await all();
    const unfit = say('unfit', jointly('HopeExpressed', { unheardOf: 1 }));
    await expect(unfit).rejects.toMatchObject({ name: 'UnfitEvent', field: '/unheardOf' });
    expect(await all()).toEqual(before);
  });
});

describe('commands to one stream that are given as one', () => {
  const rest = { type: 'MarkForumDormant' as const, data: { reason: 'x' } };
  const revive = { type: 'ReviveForum' as const, data: { reason: 'y' } };

  it('are one append under one id, each decided on what those before it led to', async () => {
    const both = [{ command: rest }, { command: revive }];
    const first = await ledger.transactAll(forum, 'st', both, as('both'));
    expect(first.events.map(({ type, revision }) => [type, revision])).toEqual([
      ['ForumMarkedDormant', 2],
      ['ForumRevived', 3],
    ]);
    expect(await all()).toEqual(expect.arrayContaining([...first.events]));
    expect(await ledger.transactAll(forum, 'st', both, as('both'))).toEqual(first);
    await expect(ledger.transactAll(forum, 'st', [{ command: rest }], as('both'))).rejects.toThrow(CommandIdReused);
    await expect(ledger.transact(forum, 'st', rest, {}, as('both'))).rejects.toThrow(CommandIdReused);
  });

  it('are refused all if one is, with the error in its place', async () => {
    const before = await all();
    const place = (error: unknown) => new Error('the second', { cause: error });
    const wrong = { type: 'RenameInstitution' as const, data: { institution: 'pk-none', name: { en: 'x' } } };
    const both = [{ command: rest }, { command: wrong as never, place }];
    await expect(ledger.transactAll(forum, 'st', both, as('no'))).rejects.toMatchObject({
      message: 'the second',
      cause: { name: 'Refused' },
    });
    expect(await all()).toEqual(before);
  });

  it('that name one alone have the digest that it has alone', async () => {
    const alone = await ledger.transact(forum, 'st', rest, {}, as('one'));
    expect(await ledger.transactAll(forum, 'st', [{ command: rest }], as('one'))).toEqual(alone);
  });
});

describe('commands together', () => {
  const decide = () => say('decide', jointly('DecisionTaken', { undertakings: [undertaking] }));

  it('are written in the order given, with the effects that the policy adds', async () => {
    const { events } = await ledger.together(async () => void (await decide()), { follow });
    expect(events.map(({ type }) => type)).toEqual(['DecisionTaken', 'CommitmentRegistered']);
    expect((await all()).slice(-2)).toEqual(events);
    expect(await ledger.load(commitment, 'st.2.c1')).toMatchObject({ adoption: 'provisional', lead: ['pk-stza'] });
  });

  it('leave nothing for the policy to do later', async () => {
    await ledger.together(async () => void (await decide()), { follow });
    const checkpoint: StoredCheckpoint = { get: async () => undefined, move: async () => {} };
    const events = await all();
    expect(events.at(-2)!.metadata.effects).toBe('included');
    const untouched = { transact: () => Promise.reject(new Error('carried again')) } as unknown as Ledger;
    await policyFollower(untouched, checkpoint).handle(events, undefined);
  });

  it('are all refused when one is refused', async () => {
    const before = await all();
    const both = ledger.together(async () => {
      await decide();
      await ledger.transact(session, 'st.9', { type: 'ConcludeSession', data: { concludedOn: '2022' } }, {}, as('no'));
    });
    await expect(both).rejects.toMatchObject({ code: 'UNKNOWN_SESSION' });
    expect(await all()).toEqual(before);
  });

  it('write nothing in a rehearsal, and answer with what would be written', async () => {
    const before = await all();
    const { events } = await ledger.together(async () => void (await decide()), { follow, rehearse: true });
    expect(events).toHaveLength(2);
    expect(await all()).toEqual(before);
  });

  it('are decided again when another process wrote meanwhile', async () => {
    let hindered = false;
    const other = new Ledger(store);
    await ledger.together(async () => {
      await decide();
      if (hindered) return;
      hindered = true;
      const data = { session: 'st.2', statements: [jointly('HopeExpressed')] };
      await other.transact(session, 'st.2', { type: 'RecordStatements', data }, {}, as('meanwhile'));
    });
    expect((await all()).slice(-2).map(({ type }) => type)).toEqual(['HopeExpressed', 'DecisionTaken']);
  });
});

describe('the policy', () => {
  it('changes nothing when it handles the same event again', async () => {
    const { events } = await say('decide', jointly('DecisionTaken', { undertakings: [undertaking] }));
    await follow(events[0]!);
    const once = await all();
    await follow(events[0]!);
    expect(await all()).toEqual(once);
  });

  it('changes nothing when another process has moved its checkpoint since the batch was read', async () => {
    await say('decide', jointly('DecisionTaken', { undertakings: [undertaking] }));
    const [before, moved] = [await all(), { cursor: 'elsewhere', position: 1 }];
    const checkpoint: StoredCheckpoint = { get: async () => moved, move: async () => {} };
    await expect(policyFollower(ledger, checkpoint).handle(before, undefined)).rejects.toThrow(CheckpointMoved);
    expect(await all()).toEqual(before);
  });

  it('does not apply later an effect that was refused once', async () => {
    await say('decide', jointly('DecisionTaken', { undertakings: [undertaking] }));
    const start = {
      type: 'ProjectInitiated',
      data: { text: { en: 'Go' }, speaker: { kind: 'joint' }, refersTo: [], starts: ['st.2.c1'] },
    };
    const { events } = await say('start', start as unknown as NewStatement);
    await follow(events[0]!); // before the commitment was registered
    for (const event of await all()) await follow(event);
    expect(await ledger.load(commitment, 'st.2.c1')).toMatchObject({ registered: true, implementation: 'notStarted' });
    expect((await all()).filter(({ type }) => type === 'EffectNotApplied')).toHaveLength(1);
  });

  it('records on the commitment that an effect was refused', async () => {
    await say('decide', jointly('DecisionTaken', { undertakings: [undertaking] }));
    const review = {
      type: 'CommitmentReviewed',
      data: {
        text: { en: 'Done' },
        speaker: { kind: 'joint' },
        refersTo: [],
        commitmentId: 'st.2.c1',
        outcome: 'reopened',
        reason: 'It is not finished',
      },
    };
    await say('review', review as unknown as NewStatement);
    for (const event of await all()) await follow(event);
    const last = (await all()).at(-1)!;
    expect(last).toMatchObject({
      type: 'EffectNotApplied',
      data: { statement: 'st.2.s2', command: 'ReopenCommitment', refusal: { code: 'NOTHING_TO_REOPEN' } },
      metadata: { actor: { role: 'policy' }, causationId: last.metadata.causationId },
    });
    expect(Object.keys((last.data as { refusal: object }).refusal)).toEqual(['code', 'detail']);
    expect(await ledger.load(commitment, 'st.2.c1')).toMatchObject({ implementation: 'notStarted' });
  });
});
