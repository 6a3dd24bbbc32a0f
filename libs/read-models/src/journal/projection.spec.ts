import { describe, expect, it } from '@jest/globals';
import type { EventType } from '@jwg/domain';
import { samples, stored, storedSample } from '@jwg/domain/samples';
import { given } from '@jwg/event-sourcing/spec';
import { journal } from './projection.js';

const recordedAt = '2022-04-21T08:00:00.000Z';
const on = storedSample('WorkStarted', {}, 7).metadata.occurredAt.value;
const row = (stream: string, type: EventType) => ({ stream, revision: 7, position: 7, type, on });
const own = row('commitment-cpec-jwg-st.2.c1', 'CommitmentBlocked');

describe('The journal', () => {
  it('refers to an event of a forum under the forum', () =>
    given(journal)
      .when(storedSample('ForumRevived', {}, 7))
      .then({ 'cpec-jwg-st/000000000007': { ...row('forum-cpec-jwg-st', 'ForumRevived'), recordedAt } }));

  it('refers to a statement under its session, and under every commitment that it names', () => {
    const said = row('session-cpec-jwg-st.2', 'DecisionTaken');
    given(journal)
      .when(storedSample('DecisionTaken', {}, 7))
      .then({
        'cpec-jwg-st.2/000000000007': { ...said, recordedAt },
        'cpec-jwg-st.2.c1/000000000007': said,
        'cpec-jwg-st.2.c2/000000000007': said,
      });
  });

  it('refers to an event under another commitment that it names, too', () =>
    given(journal)
      .when(storedSample('CommitmentSuperseded', {}, 7))
      .then({
        'cpec-jwg-st.2.c1/000000000007': { ...own, type: 'CommitmentSuperseded', recordedAt },
        'cpec-jwg-st.3.c1/000000000007': { ...own, type: 'CommitmentSuperseded' },
      }));

  it('keeps the place of an event whose order is not the log’s', () =>
    given(journal)
      .when({ ...storedSample('CommitmentBlocked', {}, 7), position: 3, logged: 7 } as never)
      .then({ 'cpec-jwg-st.2.c1/000000000003': { ...own, place: 3, recordedAt } }));

  it('takes as little for an event of 250 KiB as for a short one', () => {
    const long = storedSample('CommitmentBlocked', { cause: 'x'.repeat(250_000) }, 7);
    const kept = journal.on.CommitmentBlocked!(undefined, long, 'cpec-jwg-st.2.c1/000000000007');
    expect(JSON.stringify(kept).length).toBeLessThan(200);
  });

  it('finds each event once by its time, under its own subject', () => {
    const { position, recordedAt: at } = journal.columns;
    expect([position!({ ...own, recordedAt }), at!({ ...own, recordedAt })]).toEqual([7, recordedAt]);
    expect([position!(own), at!(own)]).toEqual([null, null]);
  });

  it('takes no notice of a kind of event that the catalogue does not have', () =>
    given(journal)
      .when({
        ...stored({ type: 'WorkStarted', data: samples.WorkStarted }, own.stream),
        type: 'SomethingNew' as never,
      })
      .thenNothing());
});
