import { describe, expect, it } from '@jest/globals';
import { Story } from '../testing/story.js';
import { timeline } from './timeline.js';

const story = new Story()
  .forum()
  .session('st.1', (s) => s.decides('st.1', 'st.1.c1', 'st.1.c2'))
  .drafted('st.1', 1, [1])
  .signed('st.1', 1, ['st.1.c1'])
  .session('st.2', (s) =>
    s
      .says('st.2', 'MatterNoted', { refersTo: ['st.1.c1', 'CPEC'] })
      .says('st.2', 'CommitmentReviewed', { commitmentId: 'st.1.c2', outcome: 'superseded', by: ['st.1.c1'] }),
  );

describe('a timeline', () => {
  it('has every event about a commitment from all streams, with session, rule and authority', async () => {
    const { entries, position } = await timeline(story.asked(), 'st.1.c1');
    expect(position).toBe(story.at());
    expect(entries.map(({ type, stream, session, rule }) => [type, stream, session, rule])).toEqual([
      ['DecisionTaken', 'session-st.1', 'st.1', undefined],
      ['CommitmentRegistered', 'commitment-st.1.c1', 'st.1', 'T2'],
      ['MinutesEnteredIntoEffect', 'session-st.1', 'st.1', undefined],
      ['CommitmentAdopted', 'commitment-st.1.c1', 'st.1', 'T4'],
      ['MatterNoted', 'session-st.2', 'st.2', undefined],
      ['CommitmentReviewed', 'session-st.2', 'st.2', undefined],
      ['CommitmentSuperseded', 'commitment-st.1.c2', 'st.2', undefined],
    ]);
    const { type, data, metadata, id: eventId, revision, recordedAt } = story.events[entries[3]!.position]!;
    expect(entries[3]).toMatchObject({ type, data, eventId, revision, recordedAt, actor: metadata.actor });
    expect(entries[3]!.authority).toBe('signedMinutes');
  });

  it('has a forum’s and a session’s own events', async () => {
    const forum = await timeline(story.asked(), 'st');
    expect(forum.entries.every(({ stream }) => stream === 'forum-st')).toBe(true);
    expect(forum.entries).toHaveLength(5);
    const { entries } = await timeline(story.asked(), 'st.2');
    expect(entries.map(({ type }) => type)).toEqual([
      'SessionScheduled',
      'SessionOpened',
      'MatterNoted',
      'CommitmentReviewed',
      'SessionConcluded',
    ]);
  });

  it('goes through pages in order', async () => {
    const whole = await timeline(story.asked(), 'st.1.c1');
    const first = await timeline(story.asked(), 'st.1.c1', { limit: 3 });
    const second = await timeline(story.asked(), 'st.1.c1', { limit: 4, after: first.next! });
    expect([...first.entries, ...second.entries]).toEqual(whole.entries);
    expect([first.next, second.next]).toEqual([whole.entries[2]!.position, undefined]);
  });
});
