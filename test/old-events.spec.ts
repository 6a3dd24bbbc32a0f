import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import {
  FollowEvents,
  FollowEventsHandler,
  GetCommitment,
  GetCommitmentHandler,
  GetTimeline,
  GetTimelineHandler,
  ListPublishedEvents,
  ListPublishedEventsHandler,
  toFeedEvent,
} from '@jwg/application';
import { commitment, forum, type LedgerEvent } from '@jwg/domain';
import { auditor, forumHistory, sample, secretariat, service, stored, uuid } from '@jwg/domain/samples';
import { openSqliteEventStore } from '@jwg/event-store';
import { streamName, UnknownSchemaVersion, type NewEvent, type Upcasters } from '@jwg/event-sourcing';
import { moveHouse, Platform, within } from '@jwg/platform';
import { commitments, foldedRows } from '@jwg/read-models';
import { digestOfLedger } from '../libs/platform/src/moving/ledger-digest.js';
import { openAdapters } from '../libs/platform/src/opening/open-adapters.js';
import { memoryTopics } from '../libs/relay/src/memory/memory-topics.js';
import type { RelayCheckpoint } from '../libs/relay/src/relay-checkpoint.js';
import { relay } from '../libs/relay/src/relay.js';
import { topicNames } from '../libs/relay/src/topic-names.js';

// Suppose that a due date had first been stored as a plain `deadline`, and that today's form is the second version. The
// form of today is the one that all rules, rows and statuses read; so each of them shows whether it got the upcast event.
const upcasters: Upcasters = { DueDateSet: { 1: ({ deadline, ...rest }) => ({ due: { date: deadline }, ...rest }) } };
const DEADLINE = { deadline: '2021-04' };
const DUE = { date: '2021-04' };
const ID = 'cpec-jwg-st.2.c1';
const STREAM = streamName(commitment, ID);
const SOURCE = 'https://ledger.example.org';

const root = mkdtempSync(join(tmpdir(), 'jwg-old-events-'));
afterAll(() => rmSync(root, { recursive: true }));

let folder: string;
let platform: Platform;
let place: number;

/** What a program of some version appends. */
const written = (type: string, data: unknown, schemaVersion = 1): NewEvent => {
  const {
    stream: _,
    revision: _r,
    position: _p,
    cursor: _c,
    ...event
  } = stored({ type, data } as LedgerEvent, '', place);
  place += 1;
  return { ...event, schemaVersion };
};

const open = async (by: Upcasters | undefined = upcasters): Promise<Platform> =>
  new Platform(await openAdapters({ folder }, by));

beforeEach(async () => {
  folder = mkdtempSync(join(root, 'ledger-'));
  place = 0;
  const store = openSqliteEventStore({ folder });
  const { data: registered } = sample('CommitmentRegistered', { commitmentId: ID, due: undefined });
  await store.append([
    {
      stream: streamName(forum, 'cpec-jwg-st'),
      expected: 'noStream',
      events: forumHistory.map(({ type, data }) => written(type, data)),
    },
    {
      stream: STREAM,
      expected: 'noStream',
      events: [written('CommitmentRegistered', registered), written('DueDateSet', DEADLINE)],
    },
  ]);
  await store.close();
  platform = await open();
});
afterEach(() => platform.close());

const position = () => place - 1;
const by = (n: number) => ({ actor: secretariat('PK'), commandId: uuid(1_000 + n) });
const asked = <Q extends object>(query: Q, fields: Partial<Q>): Q => Object.assign(query, fields);

describe('An event that was stored in an older version', () => {
  it('is folded in its present form by the rules', async () => {
    expect(await platform.ledger.load(commitment, ID)).toMatchObject({ due: DUE });
    const set = (date: string) => ({ type: 'SetDueDate', data: { due: { date } } }) as const;
    expect(await platform.ledger.transact(commitment, ID, set('2021-04'), {}, by(1))).toMatchObject({ events: [] });
    await expect(platform.ledger.transact(commitment, ID, set('2022'), {}, by(2))).rejects.toMatchObject({
      code: 'DUE_ALREADY_SET',
    });
    const revise = { type: 'ReviseDueDate', data: { to: { date: '2022' }, reason: 'Floods' } } as const;
    expect(await platform.ledger.transact(commitment, ID, revise, {}, by(3))).toMatchObject({
      revision: 2,
      events: [{ type: 'DueDateRevised', data: { from: DUE, to: { date: '2022' } } }],
    });
  });

  it('is folded in its present form while an import is rehearsed', async () => {
    const revise = { type: 'ReviseDueDate', data: { to: { date: '2022' }, reason: 'Floods' } } as const;
    const { events } = await platform.ledger.together(
      () => platform.ledger.transact(commitment, ID, revise, {}, by(1)),
      { rehearse: true },
    );
    expect(events).toMatchObject([{ data: { from: DUE } }]);
  });

  it('is in its present form in the rows, by what was recorded and by what had happened', async () => {
    await platform.catchUp();
    const events = await platform.store.readAll(undefined, 100);
    const row = await platform.rows.at(position()).get(commitments, ID);
    expect(row).toMatchObject({ due: DUE });
    expect(await foldedRows(events, [commitments]).get(commitments, ID)).toEqual(row);
    await within({ actor: auditor, commandId: uuid(1) }, async () => {
      for (const asOfBasis of ['recorded', 'occurred'] as const) {
        const query = asked(new GetCommitment(), { commitmentId: ID, asOfBasis });
        expect(await new GetCommitmentHandler(platform).execute(query)).toMatchObject({ due: DUE });
      }
      const { entries } = await new GetTimelineHandler(platform).execute(asked(new GetTimeline(), { subject: ID }));
      expect(entries.map(({ type, data }) => [type, data])).toContainEqual(['DueDateSet', { due: DUE }]);
    });
  });

  it('is published in its present form, and so is the status that it leads to', async () => {
    const topics = memoryTopics<RelayCheckpoint>();
    const names = topicNames('test');
    const { store } = platform;
    const one = relay({ store, topics: topics.topics(), names, source: SOURCE, takeOverMs: 200, pollMs: 20 });
    one.start();
    try {
      expect(await one.caughtUpTo(position(), 20_000)).toBe(true);
    } finally {
      await one.stop();
    }
    const published = topics.committed(names.events).find(({ headers }) => headers.ce_type?.includes('DueDateSet'));
    expect(published?.headers).toMatchObject({
      ce_type: 'org.jwgledger.jwg.DueDateSet.v2',
      ce_dataschema: `${SOURCE}/schemas/DueDateSet.v2.json`,
    });
    expect(JSON.parse(String(published?.value))).toEqual({ due: DUE });
    const [status] = topics.committed(names.statuses);
    expect(JSON.parse(String(status?.value))).toMatchObject({ commitmentId: ID, due: DUE });
  });

  it('is in its present form in the feed, page by page and as it is followed', async () => {
    await within({ actor: service, commandId: uuid(1) }, async () => {
      const types = ['DueDateSet' as const];
      const page = await new ListPublishedEventsHandler(platform).execute(asked(new ListPublishedEvents(), { types }));
      const feed = await new FollowEventsHandler(platform).execute(asked(new FollowEvents(), { types }));
      for (const { events } of [page, await feed.next()])
        expect(events.map((event) => toFeedEvent(event, SOURCE))).toMatchObject([
          { type: 'org.jwgledger.jwg.DueDateSet.v2', data: { due: DUE }, sequence: String(position()) },
        ]);
    });
  });

  it('stands beside new ones, which are stored in the present version', async () => {
    const second = streamName(commitment, 'cpec-jwg-st.2.c2');
    const { data } = sample('CommitmentRegistered', { commitmentId: 'cpec-jwg-st.2.c2', due: undefined });
    const events = [written('CommitmentRegistered', data), written('DueDateSet', { due: { date: '2023' } }, 2)];
    await platform.store.append([{ stream: second, expected: 'noStream', events }]);
    expect(rawEvents(folder).slice(-3)).toMatchObject([
      { type: 'DueDateSet', schema_version: 1, data: JSON.stringify(DEADLINE) },
      { type: 'CommitmentRegistered', schema_version: 1 },
      { type: 'DueDateSet', schema_version: 2, data: '{"due":{"date":"2023"}}' },
    ]);
    expect(await platform.ledger.load(commitment, 'cpec-jwg-st.2.c2')).toMatchObject({ due: { date: '2023' } });
    const late = [written('DueDateSet', DEADLINE, 1)];
    await expect(platform.store.append([{ stream: second, expected: 1, events: late }])).rejects.toThrow(
      'DueDateSet is written in version 2, not in version 1',
    );
  });

  it('is moved byte for byte as it was stored, and shown there in its present form', async () => {
    await platform.catchUp();
    await platform.close();
    const [before, home] = [rawEvents(folder), folder];
    const digest = await digestOfStored(home);
    const there = mkdtempSync(join(root, 'there-'));
    expect(await moveHouse({ folder: home }, { folder: there }, { upcasters })).toMatchObject(digest);
    expect(rawEvents(there)).toEqual(before);
    expect(rawEvents(there).at(-1)).toMatchObject({ schema_version: 1, data: JSON.stringify(DEADLINE) });
    folder = there;
    platform = await open();
    expect(await platform.rows.at(position()).get(commitments, ID)).toMatchObject({ due: DUE });
  });
});

describe('An event of a version that this program does not know', () => {
  it('stops whoever would fold or show it, by name, until a program that knows it goes on', async () => {
    const event = written('DueDateSet', { due: DUE, agreedBy: 'PK' }, 3);
    await platform.close();
    const store = openSqliteEventStore({ folder });
    await store.append([{ stream: STREAM, expected: 1, events: [event] }]);
    await store.close();

    platform = await open();
    await expect(platform.ledger.load(commitment, ID)).rejects.toThrow(UnknownSchemaVersion);
    await expect(platform.catchUp()).rejects.toThrow(
      `Event ${event.id}, DueDateSet at position ${position()} (${STREAM}, revision 2), has schema version 3; this ` +
        'program knows up to version 2. A newer program wrote it: install that version or a later one here',
    );
    expect(platform.health()[0]).toMatchObject({ failure: { error: expect.stringContaining(event.id) } });
    expect(await platform.store.last()).toMatchObject({ position: position() });
    await platform.close();

    const { DueDateSet } = upcasters;
    platform = await open({ DueDateSet: { ...DueDateSet, 2: (data) => ({ agreedBy: 'both', ...data }) } });
    await platform.catchUp();
    expect(await platform.ledger.load(commitment, ID)).toMatchObject({ due: DUE });
    expect((await platform.store.readStream(STREAM)).slice(1).map(({ data }) => data)).toEqual([
      { agreedBy: 'both', due: DUE },
      { due: DUE, agreedBy: 'PK' },
    ]);
  });
});

/** The rows of the file itself: nothing of ours stands between. */
const rawEvents = (of: string): { type: string; schema_version: number; data: string; metadata: string }[] => {
  const db = new Database(join(of, 'ledger.db'), { readonly: true });
  try {
    return db.prepare('SELECT * FROM events ORDER BY position').all() as ReturnType<typeof rawEvents>;
  } finally {
    db.close();
  }
};

const digestOfStored = async (of: string) => {
  const store = openSqliteEventStore({ folder: of, readOnly: true });
  try {
    return await digestOfLedger(store);
  } finally {
    await store.close();
  }
};
