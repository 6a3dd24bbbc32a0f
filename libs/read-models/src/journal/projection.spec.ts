import { describe, it } from '@jest/globals';
import { samples, stored, storedSample, uuid } from '@jwg/domain/samples';
import { given } from '@jwg/event-sourcing/spec';
import { journal, type JournalRow } from './projection.js';

/** The whole row of the event at place 7, for a subject. It is written out, because people cite the journal. */
const entry = (subject: string, more: Pick<JournalRow, 'stream' | 'type' | 'data' | 'session'>) => ({
  [`${subject}/000000000007`]: {
    subject,
    revision: 7,
    recordedAt: '2022-04-21T08:00:00.000Z',
    actor: { id: 'recorder-pk', role: 'recorder', side: 'PK' } as const,
    eventId: uuid(8),
    position: 7,
    occurredAt: { value: '2022-04-20', precision: 'session' } as const,
    authority: 'press' as const,
    source: { kind: 'press', reference: 'https://example.org/report', language: 'en' } as const,
    visibility: 'public' as const,
    side: 'PK',
    ...more,
  },
});
const own = { stream: 'commitment-cpec-jwg-st.2.c1', session: undefined };

describe('The journal', () => {
  it('enters an event of a forum under the forum', () =>
    given(journal)
      .when(storedSample('ForumRevived', {}, 7))
      .then(
        entry('cpec-jwg-st', {
          stream: 'forum-cpec-jwg-st',
          type: 'ForumRevived',
          data: samples.ForumRevived,
          session: undefined,
        }),
      ));

  it('enters a statement under its session, and under every commitment that it names', () => {
    const said = {
      stream: 'session-cpec-jwg-st.2',
      type: 'DecisionTaken',
      data: samples.DecisionTaken,
      session: 'cpec-jwg-st.2',
    };
    given(journal)
      .when(storedSample('DecisionTaken', {}, 7))
      .then({
        ...entry('cpec-jwg-st.2', said),
        ...entry('cpec-jwg-st.2.c1', said),
        ...entry('cpec-jwg-st.2.c2', said),
      });
  });

  it('names the session whose statement an event of a commitment carries into effect', () =>
    given(journal)
      .when(storedSample('WorkStarted', {}, 7))
      .then(
        entry('cpec-jwg-st.2.c1', { ...own, type: 'WorkStarted', data: samples.WorkStarted, session: 'cpec-jwg-st.2' }),
      ));

  it('names the session whose minutes adopted a commitment', () => {
    const adopted = { ...samples.CommitmentAdopted, session: 'cpec-jwg-st.3' };
    given(journal)
      .when(storedSample('CommitmentAdopted', adopted, 7))
      .then(entry('cpec-jwg-st.2.c1', { ...own, type: 'CommitmentAdopted', data: adopted, session: 'cpec-jwg-st.3' }));
  });

  it('names no session for what happens between sessions', () =>
    given(journal)
      .when(storedSample('CommitmentBlocked', {}, 7))
      .then(entry('cpec-jwg-st.2.c1', { ...own, type: 'CommitmentBlocked', data: samples.CommitmentBlocked })));

  it('enters an event under another commitment that it names, too', () => {
    const superseded = { ...own, type: 'CommitmentSuperseded', data: samples.CommitmentSuperseded };
    given(journal)
      .when(storedSample('CommitmentSuperseded', {}, 7))
      .then({
        ...entry('cpec-jwg-st.2.c1', { ...superseded, session: 'cpec-jwg-st.3' }),
        ...entry('cpec-jwg-st.3.c1', { ...superseded, session: 'cpec-jwg-st.3' }),
      });
  });

  it('says who may see an entry, and which side acted', () => {
    const actor = { id: 'x', role: 'secretariat', side: 'CN' } as const;
    const [[key, row]] = Object.entries(
      entry('cpec-jwg-st.2.c1', { ...own, type: 'CommitmentBlocked', data: samples.CommitmentBlocked }),
    ) as [[string, JournalRow]];
    given(journal)
      .when(storedSample('CommitmentBlocked', {}, 7, { actor, visibility: 'sideInternal' }))
      .then({ [key]: { ...row, actor, side: 'CN', visibility: 'sideInternal' } });
  });

  it('takes no notice of a kind of event that the catalogue does not have', () =>
    given(journal)
      .when({
        ...stored({ type: 'WorkStarted', data: samples.WorkStarted }, own.stream),
        type: 'SomethingNew' as never,
      })
      .thenNothing());
});
