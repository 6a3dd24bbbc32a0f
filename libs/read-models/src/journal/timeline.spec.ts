import { describe, expect, it } from '@jest/globals';
import { undertakings } from '../testing/frame.js';
import { History } from '../testing/history.js';
import type { TimelineAsked } from './rows-about.js';
import { timeline } from './timeline.js';

const history = new History()
  .forum()
  .session('st.1', (s) => s.append('st.1', 'DecisionTaken', { undertakings: undertakings('st.1.c1', 'st.1.c2') }))
  .append('st.1', 'MinutesDrafted', { statementIds: ['st.1.s1'] })
  .bothSign('st.1', { adopts: ['st.1.c1'] })
  .session('st.2', (s) =>
    s
      .append('st.2', 'MatterNoted', { refersTo: ['st.1.c1', 'CPEC'] })
      .append('st.2', 'CommitmentReviewed', { commitmentId: 'st.1.c2', outcome: 'superseded', by: ['st.1.c1'] }),
  );

describe('a timeline', () => {
  it('has every event about a commitment from all streams, with session, rule and authority', async () => {
    const { entries, position } = await timeline(history.asked(), 'st.1.c1');
    expect(position).toBe(history.at());
    expect(entries.map(({ type, stream, session, rule }) => [type, stream, session, rule])).toEqual([
      ['DecisionTaken', 'session-st.1', 'st.1', undefined],
      ['CommitmentRegistered', 'commitment-st.1.c1', 'st.1', 'T2'],
      ['MinutesEnteredIntoEffect', 'session-st.1', 'st.1', undefined],
      ['CommitmentAdopted', 'commitment-st.1.c1', 'st.1', 'T4'],
      ['MatterNoted', 'session-st.2', 'st.2', undefined],
      ['CommitmentReviewed', 'session-st.2', 'st.2', undefined],
      ['CommitmentSuperseded', 'commitment-st.1.c2', 'st.2', undefined],
    ]);
    const { type, data, metadata, id: eventId, revision, recordedAt } = history.events[entries[3]!.position]!;
    expect(entries[3]).toMatchObject({ type, data, eventId, revision, recordedAt, actor: metadata.actor });
    expect(entries[3]!.authority).toBe('signedMinutes');
  });

  it('of a forum or of a session has its own events', async () => {
    const forum = await timeline(history.asked(), 'st');
    expect(forum.entries.every(({ stream }) => stream === 'forum-st')).toBe(true);
    expect(forum.entries).toHaveLength(5);
    const { entries } = await timeline(history.asked(), 'st.2');
    expect(entries.map(({ type }) => type)).toEqual([
      'SessionScheduled',
      'SessionOpened',
      'MatterNoted',
      'CommitmentReviewed',
      'SessionConcluded',
    ]);
  });

  it('goes through pages in order', async () => {
    const whole = await timeline(history.asked(), 'st.1.c1');
    const first = await timeline(history.asked(), 'st.1.c1', { limit: 3 });
    const second = await timeline(history.asked(), 'st.1.c1', { limit: 4, after: first.next! });
    expect([...first.entries, ...second.entries]).toEqual(whole.entries);
    expect([first.next, second.next]).toEqual([whole.entries[2]!.position, undefined]);
  });

  it.each<TimelineAsked>([
    { order: 'newest' },
    { order: 'newest', types: ['MatterNoted', 'CommitmentAdopted', 'DecisionTaken'] },
    { on: 'happened' },
    { on: 'happened', order: 'newest' },
  ])('goes through pages as asked by %j', async (asked) => {
    const whole = await timeline(history.asked(), 'st.1.c1', asked);
    const seen = [];
    for (let after: number | undefined, isLast = false; !isLast;) {
      const { entries, next } = await timeline(history.asked(), 'st.1.c1', { ...asked, limit: 2, after });
      seen.push(...entries);
      isLast = next === undefined;
      after = next;
    }
    expect(seen).toEqual(whole.entries);
    expect(seen.length).toBeGreaterThan(2);
  });

  it('has the newest first, before a position, and only of some types', async () => {
    const { entries } = await timeline(history.asked(), 'st.1.c1');
    const kinds = async (asked: TimelineAsked) =>
      (await timeline(history.asked(), 'st.1.c1', asked)).entries.map(({ type }) => type);
    const all = entries.map(({ type }) => type);
    expect(await kinds({ order: 'newest' })).toEqual(all.toReversed());
    const before = entries[3]!.position;
    expect(await kinds({ before })).toEqual(all.slice(0, 3));
    expect(await kinds({ before, order: 'newest', limit: 2 })).toEqual(all.slice(1, 3).reverse());
    expect(await kinds({ before: 0 })).toEqual([]);
    const types = ['MatterNoted', 'CommitmentAdopted'] as const;
    expect(await kinds({ types })).toEqual(['CommitmentAdopted', 'MatterNoted']);
    expect(await kinds({ types, before, order: 'newest' })).toEqual([]);
  });

  it('has what happened first before what was recorded first', async () => {
    const late = new History().forum().on('2022-04-20').append('st.0.c1', 'CommitmentRegistered', {});
    late.on('2023-05-01').append('st.0.c1', 'CommitmentBlocked', { cause: 'Floods' });
    late.on('2021').append('st.0.c1', 'WorkStarted', { cause: 'Ground broken' });
    const kinds = async (asked: TimelineAsked) =>
      (await timeline(late.asked(), 'st.0.c1', asked)).entries.map(({ type }) => type);
    expect(await kinds({ on: 'happened' })).toEqual(['WorkStarted', 'CommitmentRegistered', 'CommitmentBlocked']);
    expect(await kinds({ on: 'happened', order: 'newest', limit: 1 })).toEqual(['CommitmentBlocked']);
  });
});
